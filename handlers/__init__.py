"""The conversation: routes, screens, forms and actions, residents and staff side by side."""
