package io.tidegate.gateway.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What defaults and warnings are made of: the machine's name and id (empty when unknown), the
/// gateway's version, and how large Java's heap may become.
public record HostFacts(String hostName, String machineId, String version, long heapBytes) {
  private static final int HOST_LIMIT = 58;
  private static final int HASH_BYTES = 2;

  /// What systemd writes before the first boot is over.
  private static final String NO_ID = "uninitialized";

  /// Where the heap is no concern.
  public HostFacts(String hostName, String machineId, String version) {
    this(hostName, machineId, version, Long.MAX_VALUE);
  }

  public static HostFacts ofSystem(String version) {
    String host = firstLine(Path.of("/proc/sys/kernel/hostname"));
    String machine = firstLine(Path.of("/etc/machine-id"));
    return new HostFacts(
        host.isEmpty() ? askedHost() : host,
        machine.equals(NO_ID) ? "" : machine,
        version,
        Runtime.getRuntime().maxMemory());
  }

  /// The host's name and four hex digits of the hashed machine id: memory cards get cloned, and two
  /// gateways of one name would throw each other out at the broker. Hashed, since the machine id
  /// itself is nobody's business.
  public String gateway() {
    String host = hostName.split("\\.", 2)[0].replaceAll("[^A-Za-z0-9_-]", "-");
    if (host.isEmpty()) {
      host = "tidegate";
    }
    String cut = host.length() > HOST_LIMIT ? host.substring(0, HOST_LIMIT) : host;
    return machineId.isEmpty() ? cut : cut + "-" + hash(machineId);
  }

  private static String hash(String machineId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("tidegate " + machineId).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("").strip();
    } catch (IOException _) {
      return "";
    }
  }

  private static String askedHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "";
    }
  }
}
