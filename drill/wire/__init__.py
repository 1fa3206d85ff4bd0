"""The protocol between hub and seats, without a socket: messages, codec, invitations, sessions, channels."""
