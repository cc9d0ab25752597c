package io.tidegate.sim.sketch.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/// Certificates and keys as sketches have them: DER of every usual kind. What is none is left out.
final class Certificates {
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int CURVE = 0xA0;
  private static final byte[] VERSION_0 = {2, 1, 0};

  /// The algorithm of an RSA key: 1.2.840.113549.1.1.1, and a null.
  private static final byte[] RSA = {
    0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0
  };

  /// 1.2.840.10045.2.1, an elliptic curve; which one follows.
  private static final byte[] ELLIPTIC = {6, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

  private Certificates() {}

  static List<X509Certificate> read(List<byte[]> ders) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : ders) {
      try {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      } catch (CertificateException _) {
        // a chip takes no notice of it either
      }
    }
    return certificates;
  }

  static List<String> commonNames(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(each -> each.getType().equalsIgnoreCase("CN"))
              .map(each -> each.getValue().toString())
              .toList();
    } catch (InvalidNameException _) {
      return List.of();
    }
  }

  /// Of PKCS #8, or the older forms of RSA and of elliptic curves; null when it is none.
  static PrivateKey key(byte[] der) {
    byte[] rsa = sequence(VERSION_0, RSA, value(OCTETS, der));
    for (byte[] form : List.of(der, rsa)) {
      PrivateKey key = key("RSA", form);
      if (key != null) {
        return key;
      }
    }
    PrivateKey key = key("EC", der);
    byte[] curve = curve(der);
    return key != null || curve == null
        ? key
        : key(
            "EC", sequence(VERSION_0, sequence(ELLIPTIC, curve, new byte[0]), value(OCTETS, der)));
  }

  private static PrivateKey key(String algorithm, byte[] pkcs8) {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException _) {
      return null;
    }
  }

  /// Within a key of an elliptic curve (RFC 5915) the name of the curve is the tagged field 0.
  private static byte[] curve(byte[] der) {
    for (int i = 0; i + 2 < der.length; i++) {
      if ((der[i] & 0xFF) == CURVE
          && der[i + 2] == 6
          && der[i + 1] == der[i + 3 < der.length ? i + 3 : i] + 2
          && i + 2 + der[i + 1] <= der.length) {
        return java.util.Arrays.copyOfRange(der, i + 2, i + 2 + der[i + 1]);
      }
    }
    return null;
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return value(SEQUENCE, all.toByteArray());
  }

  private static byte[] value(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
