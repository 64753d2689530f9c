"""Other programs' chats, read into plain values: WhatsApp, Slack, Mattermost. Nothing here knows the database."""
