package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// TLS over a connection. The host name is always checked against the certificate.
public final class Tls {
  private Tls() {}

  /// `identity` knows whether the broker asked for it.
  record Secured(SSLSocket socket, Identity identity) {}

  /// Until when the certificates that this server shows are valid: the one that ends first. The
  /// IOException says why it is not trusted.
  public static Instant validUntil(Server server, TlsFiles files, int limitMillis)
      throws IOException {
    try (Socket connected = new Socket()) {
      connected.connect(
          new InetSocketAddress(InetAddress.getByName(server.host()), server.port()), limitMillis);
      Instant first = Instant.MAX;
      SSLSocket secure = over(connected, server, files, limitMillis).socket();
      for (Certificate each : secure.getSession().getPeerCertificates()) {
        Instant end = ((X509Certificate) each).getNotAfter().toInstant();
        first = end.isBefore(first) ? end : first;
      }
      return first;
    }
  }

  /// The connection is closed when this fails.
  static Secured over(Socket connected, Server server, TlsFiles files, int limitMillis)
      throws IOException {
    Trust trust;
    Identity identity;
    SSLSocket secure;
    try {
      trust = trust(files);
      identity = identity(files);
      secure =
          (SSLSocket)
              trust
                  .context(identity)
                  .getSocketFactory()
                  .createSocket(connected, server.host(), server.port(), true);
    } catch (IOException | GeneralSecurityException e) {
      connected.close();
      throw e instanceof ConnectFailure failure
          ? failure
          : new ConnectFailure(DisconnectCause.TLS_FAILED, "no TLS here: " + e.getMessage(), e);
    }
    try {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.setSoTimeout(limitMillis);
      secure.startHandshake();
      secure.setSoTimeout(0);
      return new Secured(secure, identity);
    } catch (IOException e) {
      connected.close();
      throw TlsWords.failure(server, e, trust, identity);
    }
  }

  private static Trust trust(TlsFiles files) throws ConnectFailure {
    try {
      return new Trust(files.authorities());
    } catch (IOException | GeneralSecurityException e) {
      throw new ConnectFailure(
          DisconnectCause.TLS_FAILED,
          "the CA file " + files.authorities() + " cannot be used: " + e.getMessage(),
          e);
    }
  }

  private static Identity identity(TlsFiles files) throws ConnectFailure {
    try {
      return Identity.read(files);
    } catch (IOException | GeneralSecurityException e) {
      throw new ConnectFailure(
          DisconnectCause.TLS_FAILED, "our certificate cannot be shown: " + e.getMessage(), e);
    }
  }
}
