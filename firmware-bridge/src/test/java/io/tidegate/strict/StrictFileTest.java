package io.tidegate.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictFileTest {
  @TempDir Path folder;

  private static Result<String> read(Path file) {
    return StrictFile.read(file, Garden.KIND, (root, _) -> root.get(Garden.OWNER, "nobody"));
  }

  private static void refuses(Path file, String words) {
    assertEquals(List.of(file + ": " + words), Garden.lines(read(file)));
  }

  @Test
  void aFileBecomesTheValueThatItsAssemblerMakes() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "owner: ada\n");
    assertEquals(new Result.Ready<>("ada", List.of()), read(file));
  }

  @Test
  void aMissingFileAFolderAndBytesThatAreNoTextAreToldInWords() throws IOException {
    refuses(folder.resolve("missing.yaml"), "there is no such file");
    refuses(folder, "is a folder; expected a file");
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xC3, 0x28});
    refuses(bytes, "is not UTF-8 text");
  }

  @Test
  void aFileIsReadUpToItsSizeLimitAndNotBeyond() throws IOException {
    String most = "owner: ada #" + "x".repeat(Garden.SIZE_LIMIT - "owner: ada #".length());
    Path file = Files.writeString(folder.resolve("large.yaml"), most);
    assertEquals(new Result.Ready<>("ada", List.of()), read(file));
    Files.writeString(file, most + "x");
    refuses(file, "is larger than 16 KiB: this is no garden file");
  }

  @Test
  void anEndlessFileIsNotReadToItsEnd() {
    refuses(Path.of("/dev/zero"), "is larger than 16 KiB: this is no garden file");
  }

  @Test
  void whatTheAssemblerFindsStandsAmongTheOtherProblemsInTheOrderOfTheFile() {
    Result<String> result =
        StrictFile.parse(
            "gate: 1\nowner: ada\nwater: 3\n",
            Garden.FILE,
            Garden.KIND,
            (root, problems) -> {
              problems.add(root.line(Garden.OWNER), Garden.OWNER.path(), "is away");
              return null;
            });
    assertEquals(
        List.of("1", "2", "3"),
        Garden.lines(result).stream().map(line -> line.split(":")[1]).toList());
    assertEquals("garden.yaml:2: owner: is away", Garden.lines(result).get(1));
  }

  @Test
  void aWarningDoesNotRefuseTheFile() {
    Result<String> result =
        StrictFile.parse(
            "owner: ada\n",
            Garden.FILE,
            Garden.KIND,
            (root, problems) -> {
              problems.warn(1, "owner", "is away");
              return root.get(Garden.OWNER);
            });
    assertEquals(
        new Result.Ready<>("ada", List.of(new Problem("garden.yaml", 1, "owner", "is away"))),
        result);
  }
}
