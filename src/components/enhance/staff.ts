import { PasswordInput } from 'govuk-frontend';
import './page.ts';
import { enhanceIdleWarning } from './idle-warning.ts';

// Of staff pages only: visitors do not load it.
for (const field of document.querySelectorAll<HTMLElement>('[data-module="govuk-password-input"]'))
  new PasswordInput(field);

enhanceIdleWarning();
