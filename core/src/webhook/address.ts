import { isIP } from 'node:net';
import { type AddressGuard, isLoopback } from '../address-guard.ts';

/** Why this address will not do, in words; undefined when it will. Names are judged anew at every sending. */
export function addressProblem(text: string, guard: AddressGuard): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return 'Укажите адрес вида https://получатель.example.ru/путь.';
  if (url.username !== '' || url.password !== '')
    return 'Уберите из адреса имя и пароль: получатель узнаёт нас по подписи.';
  if (url.hash !== '') return 'Уберите из адреса часть после #: получателю она не передаётся.';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (url.protocol === 'http:' && !isLoopback(host) && host !== 'localhost') {
    return 'Без шифрования отправлять нельзя: укажите адрес с https.';
  }
  const closed = 'Этот адрес – внутренний, а такие закрыты. Разрешить сеть может настройка PRIVATE_NETWORKS.';
  if (isIP(host) !== 0 && !guard.allows(host)) return closed;
  return host === 'localhost' && !guard.allows('127.0.0.1') ? closed : undefined;
}
