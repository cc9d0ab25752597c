package io.tidegate.sim.sketch.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.sketch.In;
import io.tidegate.sim.sketch.Out;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A board and a TLS server in virtual time. The numbers are BearSSL's.
class TlsTest {
  private static final String NAME = "broker.example";
  private static final int ANCHORS = 0;
  private static final int ALL = 1;
  private static final int FINGERPRINT = 2;
  private static final int SELF_SIGNED = 3;
  private static final int KNOWN_KEY = 4;
  private static final byte[] NONE = {};

  private final Desk desk = new Desk();
  private final List<TlsTcp> accepted = new ArrayList<>();

  // what the board wants; a test changes it
  private String name = NAME;
  private int trust = ANCHORS;
  private long unixSeconds = Desk.UNIX_SECONDS;
  private List<byte[]> anchors = List.of(der("ca.pem"));
  private byte[] expected = NONE;
  private List<byte[]> ownChain = List.of();
  private byte[] ownKey = NONE;

  TlsTest() {
    server(List.of());
    desk.join();
  }

  /// It lets all in, or those whose certificates lead to these.
  private void server(List<byte[]> callers) {
    TlsPlan plan =
        new TlsPlan(
            true,
            "",
            callers.isEmpty() ? TlsPlan.Trust.ALL : TlsPlan.Trust.ANCHORS,
            Desk.UNIX_SECONDS,
            callers,
            NONE,
            List.of(der("broker.pem")),
            der("broker.key"));
    desk.lan.listen(
        NAME,
        8_883 + callers.size(),
        wire -> {
          TlsTcp tls = new TlsTcp(wire, plan);
          accepted.add(tls);
          return tls::turn;
        });
  }

  private int shakesHands() {
    return shakesHands(8_883);
  }

  /// Gives BearSSL's number.
  private int shakesHands(int port) {
    desk.connect(NAME, port);
    Out start =
        new Out(NetKinds.TLS_START)
            .u32(5)
            .bool(false)
            .text(name)
            .u8(trust)
            .u64(unixSeconds)
            .u16(anchors.size());
    anchors.forEach(start::blob);
    start.blob(expected).u16(ownChain.size());
    ownChain.forEach(start::blob);
    desk.tell(start.blob(ownKey));
    In done = desk.await(NetKinds.TLS_DONE);
    done.u32();
    return done.u16();
  }

  static byte[] der(String file) {
    try (InputStream in = TlsTest.class.getResourceAsStream(file)) {
      String pem = new String(in.readAllBytes(), UTF_8);
      return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoseCertificateLeadsToAnAnchorIsTrustedAndBytesGoBothWays() {
    assertEquals(0, shakesHands());
    desk.tell(new Out(NetKinds.TCP_WRITE).u32(5).blob("hello".getBytes(UTF_8)));
    desk.runFor(Desk.SECOND);
    TlsTcp server = accepted.getFirst();
    byte[] into = new byte[16];
    assertEquals(5, server.read(into, 0, into.length));
    byte[] answer = new byte[3_000];
    server.write(answer, 0, 1_000);
    server.turn();
    In data = desk.await(NetKinds.TCP_DATA);
    data.u32();
    assertEquals(1_000, data.blob().length);
    server.close();
    In state = desk.await(NetKinds.TCP_STATE);
    state.u32();
    assertEquals(2, state.u8());
  }

  @Test
  void aServerOfAnotherAuthorityIsRefusedAndToldSo() {
    anchors = List.of(der("other-ca.pem"));
    assertEquals(62, shakesHands());
    desk.runFor(Desk.SECOND);
    assertEquals(Tcp.State.CLOSED, accepted.getFirst().state());
    assertTrue(
        accepted.getFirst().error() >= TlsFault.ALERT,
        () -> "expected an alert, got " + accepted.getFirst().words());
  }

  @Test
  void withoutAnyTrustEverybodyIsRefused() {
    anchors = List.of();
    assertEquals(62, shakesHands());
  }

  @Test
  void aBoardThatDoesNotKnowTheTimeTrustsNoCertificate() {
    unixSeconds = 12;
    assertEquals(54, shakesHands());
  }

  @Test
  void anExpiredCertificateIsRefused() {
    unixSeconds = 3_000_000_000L;
    assertEquals(54, shakesHands());
  }

  @Test
  void theNameMustBeOneOfTheCertificates() {
    name = "other.example";
    assertEquals(56, shakesHands());
  }

  @Test
  void aStarStandsForOnePartOfTheName() {
    name = "north.farm.example";
    assertEquals(0, shakesHands());
  }

  @Test
  void aStarStandsForNoMoreThanOnePart() {
    name = "far.north.farm.example";
    assertEquals(56, shakesHands());
  }

  @Test
  void whoConnectsToAnAddressChecksNoName() {
    name = "";
    assertEquals(0, shakesHands());
  }

  @Test
  void theCertificateItselfMayBeTheAnchor() {
    anchors = List.of(der("broker.pem"));
    assertEquals(0, shakesHands());
  }

  @Test
  void aFingerprintNeedsNeitherTimeNorName() throws GeneralSecurityException {
    trust = FINGERPRINT;
    unixSeconds = 12;
    name = "other.example";
    expected = MessageDigest.getInstance("SHA-1").digest(der("broker.pem"));
    assertEquals(0, shakesHands());
  }

  @Test
  void anotherFingerprintIsRefused() {
    trust = FINGERPRINT;
    expected = new byte[20];
    assertEquals(62, shakesHands());
  }

  @Test
  void insecureTrustsEverybody() {
    trust = ALL;
    anchors = List.of();
    unixSeconds = 12;
    assertEquals(0, shakesHands());
  }

  @Test
  void oneThatSignedItselfIsNotOneThatAnAuthoritySigned() {
    trust = SELF_SIGNED;
    assertEquals(62, shakesHands());
  }

  @Test
  void theKeyItselfMayBeKnown() {
    trust = KNOWN_KEY;
    unixSeconds = 12;
    expected = Certificates.read(List.of(der("broker.pem"))).getFirst().getPublicKey().getEncoded();
    assertEquals(0, shakesHands());
  }

  @Test
  void anotherKeyIsRefused() {
    trust = KNOWN_KEY;
    expected = Certificates.read(List.of(der("board.pem"))).getFirst().getPublicKey().getEncoded();
    assertEquals(62, shakesHands());
  }

  @Test
  void aBoardShowsItsOwnCertificate() {
    server(List.of(der("ca.pem")));
    ownChain = List.of(der("board.pem"));
    ownKey = der("board.sec1");
    assertEquals(0, shakesHands(8_884));
    desk.runFor(Desk.SECOND);
    assertEquals(Tcp.State.ESTABLISHED, accepted.getFirst().state());
  }

  @Test
  void aBoardWithoutOneIsNotLetIn() {
    server(List.of(der("ca.pem")));
    assertTrue(shakesHands(8_884) > TlsFault.ALERT);
  }

  @Test
  void aServerThatSpeaksNoTlsIsSeenAsSuch() {
    desk.lan.listen(
        "plain.example",
        8_883,
        wire -> {
          byte[] hello = "220 welcome to the mail server\r\n".getBytes(UTF_8);
          wire.write(hello, 0, hello.length);
          return () -> {};
        });
    desk.connect("plain.example", 8_883);
    desk.tell(
        new Out(NetKinds.TLS_START)
            .u32(5)
            .bool(false)
            .text(name)
            .u8(ALL)
            .u64(0)
            .u16(0)
            .blob(NONE)
            .u16(0)
            .blob(NONE));
    In done = desk.await(NetKinds.TLS_DONE);
    done.u32();
    assertEquals(TlsFault.UNSUPPORTED_VERSION, done.u16());
  }

  @Test
  void keysAreReadInEveryUsualForm() {
    assertEquals("EC", Certificates.key(der("broker.key")).getAlgorithm());
    assertEquals("EC", Certificates.key(der("board.sec1")).getAlgorithm());
    assertEquals("RSA", Certificates.key(der("rsa.pkcs1")).getAlgorithm());
    assertNull(Certificates.key("no key".getBytes(UTF_8)));
    assertNull(Certificates.key(NONE));
    assertNotNull(Certificates.read(List.of(der("ca.pem"))).getFirst());
    assertArrayEquals(new byte[0][], Certificates.read(List.of(NONE)).toArray());
  }
}
