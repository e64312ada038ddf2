/** The look of both interfaces: colours measured for contrast (WCAG 2.2 AA), handed to antd and to our own style sheet. */
import { type ThemeConfig, theme } from 'antd';

export type Scheme = 'light' | 'dark';

export interface Palette {
  page: string;
  surface: string;
  raised: string;
  border: string;
  borderStrong: string;
  text: string;
  muted: string;
  placeholder: string;
  primary: string;
  primaryStrong: string;
  primaryWash: string;
  onPrimary: string;
  success: string;
  successWash: string;
  error: string;
  errorWash: string;
  warning: string;
  warningWash: string;
}

const palettes = {
  light: {
    page: '#f4f6f9',
    surface: '#ffffff',
    raised: '#f8fafc',
    border: '#dfe3e9',
    borderStrong: '#8a929c',
    text: '#1b1f24',
    muted: '#595959',
    placeholder: '#646464',
    primary: '#0b57d0',
    primaryStrong: '#0842a0',
    primaryWash: '#e8f0fd',
    onPrimary: '#ffffff',
    success: '#237804',
    successWash: '#eef7ea',
    error: '#b3261e',
    errorWash: '#fdeceb',
    warning: '#874d00',
    warningWash: '#fff4e5',
  },
  dark: {
    page: '#101317',
    surface: '#181c21',
    raised: '#1f242a',
    border: '#343b44',
    borderStrong: '#7d8793',
    text: '#e7eaee',
    muted: '#b4bac2',
    placeholder: '#a0a7b0',
    primary: '#8ab4f8',
    primaryStrong: '#aecbfa',
    primaryWash: '#1d2c44',
    onPrimary: '#0a1a33',
    success: '#8fd19e',
    successWash: '#182c1d',
    error: '#f5aca6',
    errorWash: '#3a1c1a',
    warning: '#f3c26b',
    warningWash: '#34270f',
  },
} as const satisfies Record<Scheme, Palette>;

/** antd's tokens and the corrections of single components that bring axe to zero. */
export function themeOf(scheme: Scheme): ThemeConfig {
  const colour = palettes[scheme];
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colour.primary,
      colorPrimaryHover: colour.primaryStrong,
      colorPrimaryActive: colour.primaryStrong,
      colorLink: colour.primary,
      colorLinkHover: colour.primaryStrong,
      colorLinkActive: colour.primaryStrong,
      colorInfo: colour.primary,
      colorSuccess: colour.success,
      colorError: colour.error,
      colorWarning: colour.warning,
      colorText: colour.text,
      colorTextSecondary: colour.muted,
      colorTextTertiary: colour.muted,
      colorTextDescription: colour.muted,
      colorTextPlaceholder: colour.placeholder,
      colorBgLayout: colour.page,
      colorBgContainer: colour.surface,
      colorBgElevated: colour.surface,
      colorBorder: colour.borderStrong,
      colorBorderSecondary: colour.border,
      colorTextLightSolid: colour.onPrimary,
      borderRadius: 6,
      fontSize: 14,
      controlHeight: 32,
      fontFamily: 'var(--rg-font)',
      // A clerk who does forty cases a day waits for no animation.
      motion: false,
    },
    components: {
      Menu: { itemSelectedColor: colour.primaryStrong, horizontalItemSelectedColor: colour.primaryStrong },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Tooltip: { colorBgSpotlight: scheme === 'dark' ? '#3a424c' : '#24292f', colorTextLightSolid: '#ffffff' },
      Tabs: { horizontalMargin: '0 0 12px', itemSelectedColor: colour.primaryStrong },
      Modal: { titleFontSize: 17 },
    },
  };
}

/** Gives our style sheet the same colours; set through the object model, which a strict content policy allows. */
export function applyPalette(scheme: Scheme): void {
  const root = document.documentElement;
  root.dataset.scheme = scheme;
  root.style.colorScheme = scheme;
  for (const [name, value] of Object.entries(palettes[scheme])) {
    root.style.setProperty(`--rg-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
}
