import { BlockList, isIP, isIPv4 } from 'node:net';

/** Networks of the environment that requests to others may reach although they are not public. */
export interface AddressGuard {
  /** Whether a request that an administrator's setting causes may go to this IP address. */
  allows(address: string): boolean;
  /** Of an address that is shut, in words; absent: it is not public. */
  readonly why?: string;
}

/** Only what runs on this machine: a stand has no other way out. */
export const onlyThisMachine: AddressGuard = {
  allows: (address) => isLoopback(address),
  why: 'закрыт: в тестовом режиме ничего не уходит наружу',
};

/** The same for a connection that is led to an emulator, wherever its settings would send it. */
export const onlyEmulators: AddressGuard = {
  allows: (address) => isLoopback(address),
  why: 'закрыт: подключение работает с эмулятором, и наружу ничего не уходит',
};

/** IANA's special-purpose registries (RFC 6890 and its successors): nothing in there is a public server. */
const special = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
  // With these an IPv4 address can hide inside an IPv6 one: mapped and compatible, translated, Teredo, 6to4.
  '::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 2001::/23 2002::/16',
  '100::/64 2001:db8::/32 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8',
].flatMap((line) => line.split(' '));

const loopback = listOf(['127.0.0.0/8', '::1/128']);
/** Apart: a list takes an IPv4 address for its mapped twin, which stands in the list of IPv6. */
const notPublic = {
  ipv4: listOf(special.filter((network) => !network.includes(':'))),
  ipv6: listOf(special.filter((network) => network.includes(':'))),
};

export function openAddressGuard(allowedNetworks: readonly string[]): AddressGuard {
  const allowed = listOf(allowedNetworks);
  return {
    allows: (address) =>
      isIP(address) !== 0 && (contains(allowed, address) || !contains(notPublic[familyOf(address)], address)),
  };
}

export function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && contains(loopback, address);
}

/** `10.0.0.0/8`, `fd00::/8`, or one address. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = familyOf(address);
    list.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}
