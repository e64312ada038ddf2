import '@fontsource-variable/golos-text/index.css';
import { App as AntdApp, ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import ruRU from 'antd/locale/ru_RU';
import { type ReactNode, useEffect, useLayoutEffect } from 'react';
import { locale } from '../locale/locale.ts';
import { keepFocus } from './kept-focus.ts';
import { useScheme } from './scheme.ts';
import { applyPalette, themeOf } from './theme.ts';
import { typedSearch } from './typed-search.ts';

/** The nonce stands in a meta tag; browsers hide its attribute from selectors, so the property is read. */
function pageNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce ?? '';
}

/**
 * Menus and lists open inside the landmark they belong to, so that a screen reader finds them there. Dialogs have a place of
 * their own: in the body itself they would lock its scrolling by a style element without a nonce.
 */
function popupPlace(trigger?: HTMLElement): HTMLElement {
  const landmark = trigger?.closest<HTMLElement>('[role="dialog"], main, header');
  return landmark ?? document.getElementById('overlays') ?? document.body;
}

/** Everything that makes a screen look and speak like ours: locale, tokens, nonce, lists that listen to typing, and a focus that is never lost. */
export function Look({ children }: { children: ReactNode }) {
  const scheme = useScheme();
  useLayoutEffect(() => applyPalette(scheme), [scheme]);
  useEffect(keepFocus, []);
  return (
    <ConfigProvider
      locale={locale === 'en' ? enGB : ruRU}
      csp={{ nonce: pageNonce() }}
      theme={themeOf(scheme)}
      button={{ autoInsertSpace: false }}
      getPopupContainer={popupPlace}
      wave={{ disabled: true }}
      select={{ showSearch: typedSearch(0) }}
    >
      <AntdApp component={false}>{children}</AntdApp>
    </ConfigProvider>
  );
}
