package io.tidegate.gateway.mqtt;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Whom we believe: the certificates of a CA file, or those Java trusts. Made anew at each connect,
/// so that a renewed file needs no restart. It remembers what the server showed, for the words of a
/// refusal; it never accepts more than the checks of the JDK do.
final class Trust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager checks;
  private X509Certificate shown;

  /// `caFile` null: the certificates Java trusts.
  Trust(Path caFile) throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(caFile == null ? null : CaFile.read(caFile));
    this.checks = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  SSLContext context(Identity identity) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {identity}, new TrustManager[] {this}, null);
    return context;
  }

  /// What the server calls itself, and until when; empty when it showed nothing.
  String shown() {
    if (shown == null) {
      return "";
    }
    return "the certificate is for " + names() + ", valid until " + shown.getNotAfter().toInstant();
  }

  private String names() {
    try {
      Collection<List<?>> names = shown.getSubjectAlternativeNames();
      if (names != null) {
        return String.join(", ", names.stream().map(name -> String.valueOf(name.get(1))).toList());
      }
    } catch (CertificateException _) {
      return "names that cannot be read";
    }
    return shown.getSubjectX500Principal().getName() + " (no alternative names)";
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    shown = chain[0];
    checks.checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    shown = chain[0];
    checks.checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("without a host name to check nothing is trusted");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checks.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checks.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    checks.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return checks.getAcceptedIssuers();
  }
}
