package io.tidegate.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What the one who assembles a value is given.
class SectionTest {
  private static final String FULL =
      """
      owner: ada
      beds:
        - {name: roses, plants: 3, pipe: {width: 0}}
        - soil: sand
      water:
        every: 90 min
      guests: [bob, eve]
      trees:
        oak: {height: 12.5}
        ash:
      """;

  @Test
  void valuesAreReadAndWhatIsAbsentHasItsFallback() {
    Section root = Garden.root(FULL);
    assertEquals("ada", root.get(Garden.OWNER));
    assertEquals(5_400_000_000_000L, root.get(Garden.EVERY));
    assertEquals(1_024, root.get(Garden.TANK));
    assertEquals(List.of("bob", "eve"), root.get(Garden.GUESTS));
    assertNull(root.get(Garden.GATE));
    assertEquals("none", root.get(Garden.GATE, "none"));
  }

  @Test
  void aListHasASectionForEachEntry() {
    List<Section> beds = Garden.root(FULL).list("beds");
    assertEquals(2, beds.size());
    assertEquals(3, beds.get(0).get(Garden.PLANTS));
    assertEquals(0, beds.get(0).get(Garden.PIPE));
    assertEquals(Garden.Soil.SAND, beds.get(1).get(Garden.SOIL));
    assertEquals(9, beds.get(1).get(Garden.PLANTS));
    assertEquals(4, beds.get(1).line());
    assertEquals("beds[1]", beds.get(1).path());
    assertEquals("beds[1].pipe.width", beds.get(1).path(Garden.PIPE));
  }

  @Test
  void freeNamesHaveASectionEachInTheOrderOfTheFile() {
    var trees = Garden.root(FULL).named("trees");
    assertEquals(List.of("oak", "ash"), List.copyOf(trees.keySet()));
    assertEquals(12.5, trees.get("oak").get(Garden.HEIGHT));
    assertNull(trees.get("ash").get(Garden.HEIGHT));
    assertEquals("trees.oak.height", trees.get("oak").path(Garden.HEIGHT));
  }

  @Test
  void listsAndNamesThatAreAbsentAreEmpty() {
    assertEquals(List.of(), Garden.root("owner: a\n").list("beds"));
    assertTrue(Garden.root("owner: a\n").named("trees").isEmpty());
  }

  @Test
  void saysWhatStandsInTheFileAndWhere() {
    Section root = Garden.root(FULL);
    assertTrue(root.has(Garden.EVERY));
    assertFalse(root.has(Garden.TANK));
    assertTrue(root.has("water"));
    assertTrue(root.has("beds"));
    assertFalse(Garden.root("owner: a\n").has("water"));
    assertEquals(6, root.line(Garden.EVERY));
    assertEquals(0, root.line(Garden.TANK), "where its section begins");
  }

  /// Else a slip in a program would read defaults for ever.
  @Test
  void aKeyOfAnotherSectionIsADefectOfTheProgram() {
    Section root = Garden.root(FULL);
    Section bed = root.list("beds").getFirst();
    assertThrows(IllegalArgumentException.class, () -> root.get(Garden.PLANTS));
    assertThrows(IllegalArgumentException.class, () -> bed.get(Garden.OWNER));
    assertThrows(IllegalArgumentException.class, () -> bed.get(Garden.HEIGHT));
    assertThrows(IllegalArgumentException.class, () -> root.list("trees"));
    assertThrows(IllegalArgumentException.class, () -> root.named("beds"));
    assertThrows(IllegalArgumentException.class, () -> root.has("bed"));
  }

  private static List<String> needs(String text) {
    return Garden.lines(
        StrictFile.parse(
            text,
            Garden.FILE,
            Garden.KIND,
            (root, problems) -> {
              root.need(Garden.OWNER, problems);
              root.list("beds").forEach(bed -> bed.need(Garden.BED_NAME, problems));
              root.named("trees").values().forEach(tree -> tree.need(Garden.HEIGHT, problems));
              return root;
            }));
  }

  @Test
  void whatMustBeThereIsToldWithWhatItWouldHold() {
    assertEquals(
        List.of(
            "garden.yaml: owner: is missing (text, 1 to 9 letters): whose",
            "garden.yaml:2: beds[0].name: is missing (text): called",
            "garden.yaml:4: trees.oak.height: is missing (number, above 0): in metres"),
        needs("beds:\n  - {plants: 3}\ntrees:\n  oak: {}\n"));
  }

  @Test
  void whatIsMissingBecauseItIsMisspeltOrWrongIsToldOnce() {
    assertEquals(
        List.of(
            "garden.yaml:1: ownr: unknown key; did you mean \"owner\"?",
            "garden.yaml:2: beds[0].nam: unknown key; did you mean \"name\"?",
            "garden.yaml:3: trees.oak: expected a section with keys such as height:; got \"tall\"",
            "garden.yaml:3: trees.ash.height: expected a number above 0; got \"x\""),
        needs("ownr: a\nbeds: [{nam: b}]\ntrees: {oak: tall, ash: {height: x}}\n"));
  }

  @Test
  void asLongAsASectionOrAListIsWrongNothingInItIsToldToBeMissing() {
    Result<Section> result =
        StrictFile.parse(
            "watr: 3\nbeds: 4\n",
            Garden.FILE,
            Garden.KIND,
            (root, problems) -> {
              assertTrue(root.isTold("water.every"));
              assertTrue(root.isTold("beds"));
              assertFalse(root.isTold("owner"));
              return root;
            });
    assertEquals(2, Garden.lines(result).size());
  }

  @Test
  void whatTheMakerOfAValueRefusesIsToldInItsWordsAtTheSection() {
    Result<Object> result =
        StrictFile.parse(
            "beds:\n  - name: a\n  - name: b\n",
            Garden.FILE,
            Garden.KIND,
            (root, problems) ->
                problems.make(
                    root.list("beds").get(1),
                    () -> {
                      throw new IllegalArgumentException("expected two beds, got one");
                    }));
    assertEquals(
        List.of("garden.yaml:3: beds[1]: expected two beds, got one"), Garden.lines(result));
  }
}
