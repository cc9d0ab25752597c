package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/// What a failed handshake means, told from the exceptions inside: each asks for another remedy.
final class TlsWords {
  private static final String ALERT = "fatal alert: ";

  private TlsWords() {}

  static ConnectFailure failure(Server server, IOException e, Trust trust, Identity identity) {
    String shown = trust.shown();
    String tail = shown.isEmpty() ? "" : "; " + shown;
    if (has(e, CertificateExpiredException.class)) {
      return new ConnectFailure(
          DisconnectCause.CERTIFICATE_EXPIRED, server + ": its certificate has expired" + tail, e);
    }
    if (has(e, CertificateNotYetValidException.class)) {
      return new ConnectFailure(
          DisconnectCause.CERTIFICATE_EXPIRED,
          server + ": its certificate is not valid yet; is the clock of this machine right?" + tail,
          e);
    }
    if (has(e, CertPathBuilderException.class) || has(e, CertPathValidatorException.class)) {
      return new ConnectFailure(
          DisconnectCause.CERTIFICATE_UNTRUSTED,
          server
              + ": nobody we trust signed its certificate; name the issuer's certificate with"
              + " mqtt.ca_file"
              + tail,
          e);
    }
    if (has(e, CertificateException.class)) {
      return new ConnectFailure(
          DisconnectCause.CERTIFICATE_NAME,
          server + ": its certificate is not for " + server.host() + tail,
          e);
    }
    if (has(e, SocketTimeoutException.class)) {
      return new ConnectFailure(
          DisconnectCause.NO_ANSWER, server + " did not answer the TLS handshake", e);
    }
    if (identity.isAskedFor()) {
      return refused(server, identity, e);
    }
    return new ConnectFailure(
        DisconnectCause.TLS_FAILED,
        server + ": no TLS connection: " + e.getMessage() + " (is this the port for TLS?)",
        e);
  }

  /// The broker ended it after it had asked who we are. With TLS 1.3 it does so only when for us
  /// all is done, and its alert is lost when it closes at once.
  static ConnectFailure refused(Server server, Identity identity, IOException e) {
    String words =
        identity.isKnown()
            ? ": it asked for our certificate and ended the connection"
                + alert(e)
                + ": is ours of an issuer it believes, and valid?"
            : ": it wants a certificate of ours, and there is none: name it with mqtt.cert_file"
                + " and mqtt.key_file";
    return new ConnectFailure(DisconnectCause.TLS_FAILED, server + words, e);
  }

  /// What the JDK says of an alert ends with its name in RFC 8446.
  private static String alert(Throwable e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      String words = each instanceof SSLException ? String.valueOf(each.getMessage()) : "";
      int at = words.indexOf(ALERT);
      if (at >= 0) {
        return " (" + words.substring(at + ALERT.length()) + ")";
      }
    }
    return "";
  }

  private static boolean has(Throwable e, Class<? extends Throwable> kind) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (kind.isInstance(each)) {
        return true;
      }
    }
    return false;
  }
}
