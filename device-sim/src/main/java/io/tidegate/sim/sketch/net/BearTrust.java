package io.tidegate.sim.sketch.net;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Whom BearSSL on an ESP8266 trusts: dates by the board's clock, then the name, then the way to an
/// anchor, whose own dates do not matter. An anchor may also be the very certificate that is shown.
final class BearTrust extends X509ExtendedTrustManager {
  private static final int DNS_NAME = 2;

  private final TlsPlan plan;
  private final List<X509Certificate> anchors;

  BearTrust(TlsPlan plan) {
    this.plan = plan;
    this.anchors = Certificates.read(plan.anchors());
  }

  /// Whether one who calls is asked who he is.
  boolean asksCallers() {
    return !anchors.isEmpty();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String how, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String how, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String how) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String how) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String how, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String how, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return anchors.toArray(X509Certificate[]::new);
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    X509Certificate first = chain[0];
    switch (plan.trust()) {
      case ALL -> {}
      case FINGERPRINT -> demand(Arrays.equals(plan.expected(), sha1(first)));
      case SELF_SIGNED ->
          demand(first.getIssuerX500Principal().equals(first.getSubjectX500Principal()));
      case KNOWN_KEY -> demand(Arrays.equals(plan.expected(), first.getPublicKey().getEncoded()));
      case ANCHORS -> checkChain(chain);
    }
  }

  private static void demand(boolean right) throws TlsFault {
    if (!right) {
      throw new TlsFault(TlsFault.NOT_TRUSTED);
    }
  }

  private void checkChain(X509Certificate[] chain) throws CertificateException {
    checkDate(chain[0]);
    if (!plan.host().isEmpty() && !names(chain[0])) {
      throw new TlsFault(TlsFault.BAD_SERVER_NAME);
    }
    if (isAnchorItself(chain[0])) {
      return;
    }
    for (int i = 0; i < chain.length; i++) {
      if (leadsToAnchor(chain[i])) {
        return;
      }
      if (i + 1 < chain.length) {
        checkLink(chain[i], chain[i + 1]);
      }
    }
    throw new TlsFault(TlsFault.NOT_TRUSTED);
  }

  private void checkDate(X509Certificate certificate) throws CertificateException {
    Date now = new Date(plan.unixSeconds() * 1_000);
    if (now.before(certificate.getNotBefore()) || now.after(certificate.getNotAfter())) {
      throw new TlsFault(TlsFault.EXPIRED);
    }
  }

  private void checkLink(X509Certificate below, X509Certificate above) throws CertificateException {
    checkDate(above);
    if (!below.getIssuerX500Principal().equals(above.getSubjectX500Principal())) {
      throw new TlsFault(TlsFault.NAMES_DIFFER);
    }
    if (above.getBasicConstraints() < 0) {
      throw new TlsFault(TlsFault.NO_AUTHORITY);
    }
    if (!signed(below, above)) {
      throw new TlsFault(TlsFault.BAD_SIGNATURE);
    }
  }

  private boolean isAnchorItself(X509Certificate certificate) {
    return anchors.stream()
        .anyMatch(
            each ->
                each.getSubjectX500Principal().equals(certificate.getSubjectX500Principal())
                    && each.getPublicKey().equals(certificate.getPublicKey()));
  }

  private boolean leadsToAnchor(X509Certificate certificate) {
    return anchors.stream()
        .anyMatch(
            each ->
                each.getBasicConstraints() >= 0
                    && each.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                    && signed(certificate, each));
  }

  private static boolean signed(X509Certificate certificate, X509Certificate by) {
    try {
      certificate.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /// Its names are those of its extension, or without any the common name of its subject.
  private boolean names(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    List<String> names =
        all == null
            ? List.of()
            : all.stream()
                .filter(each -> each.getFirst().equals(DNS_NAME))
                .map(each -> (String) each.get(1))
                .toList();
    if (names.isEmpty()) {
      names = Certificates.commonNames(certificate);
    }
    return names.stream().anyMatch(this::matches);
  }

  private boolean matches(String name) {
    String wanted = plan.host().toLowerCase(Locale.ROOT);
    String given = name.toLowerCase(Locale.ROOT);
    if (!given.startsWith("*.")) {
      return given.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    return dot > 0 && wanted.substring(dot).equals(given.substring(1));
  }

  private static byte[] sha1(X509Certificate certificate) throws CertificateException {
    try {
      return MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new CertificateException("SHA-1 is missing", e);
    }
  }
}
