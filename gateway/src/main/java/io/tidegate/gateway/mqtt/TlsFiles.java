package io.tidegate.gateway.mqtt;

import java.nio.file.Path;

/// Files of TLS, all PEM, read at each connect so that a renewed one needs no restart.
/// `authorities` null: the certificates Java trusts. `certificate` and `key` null: the broker
/// learns nothing of us by TLS.
public record TlsFiles(Path authorities, Path certificate, Path key) {
  public static final TlsFiles NONE = new TlsFiles(null, null, null);
}
