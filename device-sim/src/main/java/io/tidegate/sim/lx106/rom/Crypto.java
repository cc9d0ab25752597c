package io.tidegate.sim.lx106.rom;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What WPA needs, by the JDK.
///
/// Facts: names, arguments and results of the public wpa_supplicant (`crypto.h`, `sha1.h`,
/// `md5.h`, `aes_wrap.h`), whose functions the ROM has.
final class Crypto {
  private static final int LIMIT = 1 << 16;
  private static final int PARTS_LIMIT = 64;
  private static final int HASH_CYCLES = 3_000;
  private static final int SHA1_BYTES = 20;
  private static final int PBKDF2_LIMIT = 1 << 16;

  private interface Work {
    int done() throws GeneralSecurityException;
  }

  private Crypto() {}

  static List<Function> functions() {
    return List.of(
        new Function("md5_vector", HASH_CYCLES, c -> hashed(c, "MD5")),
        new Function("sha1_vector", HASH_CYCLES, c -> hashed(c, "SHA-1")),
        new Function("hmac_md5", 4 * HASH_CYCLES, c -> keyed(c, "HmacMD5")),
        new Function("hmac_sha1", 4 * HASH_CYCLES, c -> keyed(c, "HmacSHA1")),
        new Function("hmac_md5_vector", 4 * HASH_CYCLES, c -> keyedParts(c, "HmacMD5")),
        new Function("hmac_sha1_vector", 4 * HASH_CYCLES, c -> keyedParts(c, "HmacSHA1")),
        new Function("sha1_prf", 4 * HASH_CYCLES, Crypto::stretched),
        new Function("pbkdf2_sha1", HASH_CYCLES, Crypto::fromPassword),
        new Function("rc4_skip", 4_000, Crypto::streamed),
        new Function("aes_unwrap", 20_000, Crypto::unwrapped));
  }

  /// 0, or -1 when the JDK says that it cannot be.
  private static void give(Call call, Work work) {
    int result;
    try {
      result = work.done();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      result = -1;
    }
    call.give(result);
  }

  private static byte[] bytes(Call call, int from, int length) {
    return call.bytes(from, length, LIMIT);
  }

  /// Parts that lie in different places: how many, where, and how long.
  private static byte[] parts(Call call, int count, int places, int lengths) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < Math.clamp(count, 0, PARTS_LIMIT); i++) {
      all.writeBytes(
          bytes(call, call.memory().peek32(places + 4 * i), call.memory().peek32(lengths + 4 * i)));
    }
    return all.toByteArray();
  }

  private static void hashed(Call call, String name) {
    give(
        call,
        () -> {
          byte[] all = parts(call, call.word(0), call.word(1), call.word(2));
          call.memory().poke(call.word(3), MessageDigest.getInstance(name).digest(all));
          return 0;
        });
  }

  private static void keyed(Call call, String name) {
    give(
        call,
        () -> {
          byte[] key = bytes(call, call.word(0), call.word(1));
          byte[] data = bytes(call, call.word(2), call.word(3));
          call.memory().poke(call.word(4), mac(name, key).doFinal(data));
          return 0;
        });
  }

  private static void keyedParts(Call call, String name) {
    give(
        call,
        () -> {
          byte[] key = bytes(call, call.word(0), call.word(1));
          byte[] all = parts(call, call.word(2), call.word(3), call.word(4));
          call.memory().poke(call.word(5), mac(name, key).doFinal(all));
          return 0;
        });
  }

  /// The JDK takes no empty key; zeros are the same.
  private static Mac mac(String name, byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(name);
    mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, name));
    return mac;
  }

  /// IEEE 802.11's: the label, a 0, the data, and a counter.
  private static void stretched(Call call) {
    give(
        call,
        () -> {
          Mac mac = mac("HmacSHA1", bytes(call, call.word(0), call.word(1)));
          byte[] label = call.text(call.word(2));
          byte[] data = bytes(call, call.word(3), call.word(4));
          int length = Math.clamp(call.word(6), 0, 256 * SHA1_BYTES);
          byte[] out = new byte[length];
          for (int i = 0; SHA1_BYTES * i < length; i++) {
            mac.update(label);
            mac.update((byte) 0);
            mac.update(data);
            byte[] block = mac.doFinal(new byte[] {(byte) i});
            int at = SHA1_BYTES * i;
            System.arraycopy(block, 0, out, at, Math.min(SHA1_BYTES, length - at));
          }
          call.memory().poke(call.word(5), out);
          return 0;
        });
  }

  /// RFC 2898's PBKDF2. The JDK's own takes no password of any bytes, so it is made of its HMAC.
  private static void fromPassword(Call call) {
    give(
        call,
        () -> {
          Mac mac = mac("HmacSHA1", call.text(call.word(0)));
          byte[] salt = bytes(call, call.word(1), call.word(2));
          int rounds = Math.clamp(call.word(3), 1, PBKDF2_LIMIT);
          byte[] out = new byte[Math.clamp(call.word(5), 0, 10 * SHA1_BYTES)];
          for (int at = 0; at < out.length; at += SHA1_BYTES) {
            mac.update(salt);
            int number = at / SHA1_BYTES + 1;
            byte[] last = mac.doFinal(new byte[] {0, 0, 0, (byte) number});
            byte[] sum = last.clone();
            for (int i = 1; i < rounds; i++) {
              last = mac.doFinal(last);
              for (int j = 0; j < sum.length; j++) {
                sum[j] ^= last[j];
              }
            }
            System.arraycopy(sum, 0, out, at, Math.min(SHA1_BYTES, out.length - at));
          }
          call.memory().poke(call.word(4), out);
          call.processor().pass((long) HASH_CYCLES * 2 * rounds * Math.ceilDiv(out.length, 20));
          return 0;
        });
  }

  /// Key, its length, bytes of the stream to leave out, data that is changed in place, its length.
  private static void streamed(Call call) {
    give(
        call,
        () -> {
          Cipher cipher = Cipher.getInstance("RC4");
          cipher.init(
              Cipher.ENCRYPT_MODE,
              new SecretKeySpec(bytes(call, call.word(0), call.word(1)), "RC4"));
          cipher.update(new byte[Math.clamp(call.word(2), 0, LIMIT)]);
          byte[] data = bytes(call, call.word(3), call.word(4));
          byte[] changed = cipher.update(data);
          call.memory().poke(call.word(3), changed == null ? data : changed);
          return 0;
        });
  }

  /// RFC 3394: a key of 16 bytes, how many blocks of 8, what is wrapped, where to.
  private static void unwrapped(Call call) {
    give(
        call,
        () -> {
          Cipher cipher = Cipher.getInstance("AESWrap");
          cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(bytes(call, call.word(0), 16), "AES"));
          int blocks = Math.clamp(call.word(1), 0, LIMIT / 8 - 1);
          byte[] wrapped = bytes(call, call.word(2), 8 * (blocks + 1));
          byte[] plain;
          try {
            plain = cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
          } catch (InvalidKeyException e) {
            return -1;
          }
          call.memory().poke(call.word(3), Arrays.copyOf(plain, plain.length));
          return 0;
        });
  }
}
