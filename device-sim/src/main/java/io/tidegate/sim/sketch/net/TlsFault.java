package io.tidegate.sim.sketch.net;

import java.security.cert.CertificateException;

/// A certificate that is not trusted, with BearSSL's number for why.
final class TlsFault extends CertificateException {
  private static final long serialVersionUID = 1;

  // BearSSL's inc/bearssl_ssl.h and bearssl_x509.h

  static final int BAD_PARAM = 1;
  static final int UNSUPPORTED_VERSION = 3;
  static final int UNEXPECTED = 10;
  static final int NO_CLIENT_AUTH = 29;
  static final int BAD_SIGNATURE = 52;
  static final int EXPIRED = 54;
  static final int NAMES_DIFFER = 55;
  static final int BAD_SERVER_NAME = 56;
  static final int NO_AUTHORITY = 58;
  static final int NOT_TRUSTED = 62;

  /// To this the number of an alert is added that has come.
  static final int ALERT = 256;

  private final int number;

  TlsFault(int number) {
    super("BearSSL's error " + number);
    this.number = number;
  }

  int number() {
    return number;
  }
}
