package io.tidegate.sim.sketch.net;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/// Who the board is: one certificate and its key, shown to whoever asks.
final class OwnKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "board";

  private final X509Certificate[] chain;
  private final PrivateKey key;

  OwnKey(TlsPlan plan) {
    List<X509Certificate> certificates = Certificates.read(plan.ownChain());
    chain = certificates.toArray(X509Certificate[]::new);
    key = plan.ownKey().length == 0 ? null : Certificates.key(plan.ownKey());
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    return alias(types);
  }

  @Override
  public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
    return alias(type);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain.clone();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return alias(types);
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return alias(type);
  }

  /// A type is a key's algorithm, which for a server stands before or after `_`.
  private String alias(String... types) {
    if (key == null || chain.length == 0) {
      return null;
    }
    for (String type : types) {
      if (type.contains(key.getAlgorithm())) {
        return ALIAS;
      }
    }
    return null;
  }
}
