package io.tidegate.gateway.mqtt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.net.ssl.X509ExtendedKeyManager;

/// Who we are, for brokers that want a certificate of their clients. It is shown whoever the broker
/// says it believes, as an issuer between may be known to it. It remembers whether it was asked
// for.
public final class Identity extends X509ExtendedKeyManager {
  private static final String ALIAS = "own";

  private final X509Certificate[] chain;
  private final PrivateKey key;
  private volatile boolean asked;

  private Identity(X509Certificate[] chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /// Why it cannot be shown, or is of no use by the clock of this machine; empty when all is well.
  public static String complaint(Path certificate, Path key) {
    try {
      read(new TlsFiles(null, certificate, key)).chain[0].checkValidity();
      return "";
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      return certificate + " is not valid by this machine's clock: " + e.getMessage();
    } catch (IOException | GeneralSecurityException e) {
      return e.getMessage();
    }
  }

  /// Somebody without a certificate when no files are named.
  static Identity read(TlsFiles files) throws IOException, GeneralSecurityException {
    if (files.certificate() == null) {
      return new Identity(null, null);
    }
    X509Certificate[] chain = chain(files.certificate());
    PublicKey open = chain[0].getPublicKey();
    byte[] secret = PemFile.privateKey(files.key(), open.getEncoded());
    PrivateKey key;
    try {
      key =
          KeyFactory.getInstance(open.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(secret));
      if (!belong(open, key)) {
        throw new InvalidKeyException("another pair");
      }
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException(
          "the key in " + files.key() + " is not that of the certificate " + files.certificate(),
          e);
    }
    return new Identity(chain, key);
  }

  private static X509Certificate[] chain(Path file) throws IOException, CertificateException {
    byte[] pem = PemFile.text(file).getBytes(StandardCharsets.ISO_8859_1);
    X509Certificate[] chain;
    try {
      chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .toArray(X509Certificate[]::new);
    } catch (CertificateException _) {
      chain = new X509Certificate[0];
    }
    if (chain.length == 0) {
      throw new CertificateException(CaFile.noCertificate(file));
    }
    return chain;
  }

  private static boolean belong(PublicKey open, PrivateKey key) throws GeneralSecurityException {
    String algorithm =
        switch (open.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> open.getAlgorithm();
        };
    byte[] words = ALIAS.getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(words);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(words);
    return signature.verify(signed);
  }

  boolean isAskedFor() {
    return asked;
  }

  boolean isKnown() {
    return chain != null;
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    asked = true;
    boolean fits = isKnown() && Arrays.asList(keyTypes).contains(key.getAlgorithm());
    return fits ? ALIAS : null;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return isKnown() ? new String[] {ALIAS} : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain;
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }
}
