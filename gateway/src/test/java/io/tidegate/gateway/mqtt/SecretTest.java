package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a password comes from, and what is said when it does not.
final class SecretTest {
  @TempDir Path folder;

  @Test
  void noneIsNull() throws IOException {
    assertNull(new Secret.None().read(Map.<String, String>of()::get));
  }

  @Test
  void theFirstLineOfAFileWithoutItsLineEnd() throws IOException {
    assertEquals("word", inFile("word"));
    assertEquals("word", inFile("word\n"));
    assertEquals("word", inFile("word\r\nsecond line\n"));
    assertEquals(" wörd with spaces ", inFile(" wörd with spaces \n"));
  }

  @Test
  void anEmptyFileIsNoPassword() {
    assertTrue(failure(() -> inFile("\nword")).endsWith("secret is empty"));
  }

  @Test
  void aHugeFileIsNoPasswordFile() {
    String words = failure(() -> inFile("x".repeat(5_000)));
    assertTrue(words.contains("no password file"), words);
    assertFalse(words.contains("xxx"), words);
  }

  @Test
  void aMissingFileVariableOrCredentialIsNamed() {
    Map<String, String> nothing = Map.of();
    String variable = failure(() -> new Secret.InEnvironment("GATE_PW").read(nothing::get));
    assertEquals("the environment has no variable GATE_PW", variable);
    String credential = failure(() -> new Secret.InCredential("pw").read(nothing::get));
    assertTrue(credential.contains("LoadCredential=pw"), credential);
    String file =
        failure(
            () ->
                new Secret.InCredential("pw")
                    .read(Map.of("CREDENTIALS_DIRECTORY", folder.toString())::get));
    assertEquals(folder.resolve("pw") + " does not exist", file);
  }

  @Test
  void aSecretShowsNothingOfThePassword() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "hidden");
    assertFalse(new Secret.InFile(file).toString().contains("hidden"));
    assertFalse(new Secret.InEnvironment("V").toString().contains("hidden"));
  }

  private String inFile(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return new String(new Secret.InFile(file).read(Map.<String, String>of()::get));
  }

  private interface Read {
    Object now() throws IOException;
  }

  private static String failure(Read read) {
    return assertThrows(IOException.class, read::now).getMessage();
  }
}
