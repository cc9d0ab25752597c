package io.tidegate.gateway.core;

/// Why there is no connection: told apart because a person has to do something different for each.
public enum DisconnectCause {
  UNREACHABLE,
  REFUSED,
  UNKNOWN_HOST,
  NO_ANSWER,
  BAD_CREDENTIALS,
  NOT_AUTHORISED,
  CLIENT_ID_REFUSED,
  PROTOCOL_REFUSED,
  SERVER_UNAVAILABLE,
  CERTIFICATE_UNTRUSTED,
  CERTIFICATE_EXPIRED,
  CERTIFICATE_NAME,
  TLS_FAILED,
  SECRET_UNREADABLE,
  LOST,
  STALLED,
  STOPPED
}
