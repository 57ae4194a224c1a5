import { page, userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import '../../src-renderer/ui/index.ts';

it('types', async () => {
  document.body.innerHTML = '<kr-text-field label="Фамилия"></kr-text-field>';
  const input = page.getByRole('textbox', { name: 'Фамилия' });
  await userEvent.type(input, 'Иванов');
  await expect.element(input).toHaveValue('Иванов');
});
