"""Where a person makes and changes tasks. `page` is what the window opens, `actions` what its menus do."""
