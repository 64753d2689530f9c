"""Pure things every feature may lean on: numbers, days, sheets, tokens. No models, no Django."""
