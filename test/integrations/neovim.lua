-- Opens a migration in a real Neovim, waits for what the server says, hovers, applies an action, and prints all of it as JSON.
local node, server, file = vim.env.NODE, vim.env.SERVER, vim.env.FILE
local said = {}

vim.cmd('edit ' .. vim.fn.fnameescape(file))
local client = vim.lsp.start_client({
  name = 'pgmiglint',
  cmd = { node, server, 'lsp' },
  root_dir = vim.env.ROOT,
  workspace_folders = { { uri = vim.uri_from_fname(vim.env.ROOT), name = 'root' } },
})
vim.lsp.buf_attach_client(0, client)

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do table.insert(found, diagnostic.code or diagnostic.user_data.lsp.code) end
  table.sort(found)
  return found
end

local function wait(fits)
  vim.wait(20000, function() return fits(codes()) end, 50)
  return codes()
end

said.opened = wait(function(own) return #own > 0 end)

vim.fn.cursor(1, 28)
local params = vim.lsp.util.make_position_params(0, 'utf-16')
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 10000) or {}) do said.hover = answer.result.contents.value end

vim.fn.cursor(1, 3)
params = vim.lsp.util.make_range_params(0, 'utf-16')
params.context = { diagnostics = {} }
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 10000) or {}) do
  for _, action in ipairs(answer.result) do
    if action.title == 'Write it the safe way (non-idempotent-create)' then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
      break
    end
  end
end
said.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
said.applied = wait(function(own) return #own < #said.opened end)

vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'ALTER TABEL users' })
said.typed = wait(function(own) return vim.tbl_contains(own, 'syntax-error') end)

io.stdout:write(vim.json.encode(said))
vim.lsp.stop_client(client)
vim.wait(2000, function() return vim.lsp.client_is_stopped(client) end, 50)
vim.cmd('qall!')
