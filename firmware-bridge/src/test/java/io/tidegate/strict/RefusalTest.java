package io.tidegate.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a person reads who made this mistake: line, key, what was expected, what came. The texts
/// are the claim.
class RefusalTest {
  private static void refuses(String text, String... problems) {
    assertEquals(String.join("\n", problems), String.join("\n", Garden.problems(text)));
  }

  @Test
  void aMisspeltKeyNamesTheNearest() {
    refuses(
        "ownr: ada\nBeds: []\n",
        "1: ownr: unknown key; did you mean \"owner\"?",
        "2: Beds: unknown key; did you mean \"beds\"?");
  }

  @Test
  void aKeyThatPeopleTryGetsItsHint() {
    refuses(
        "fence: high\nbeds:\n  - flowers: 3\n",
        "1: fence: there is no fence",
        "3: beds[0].flowers: flowers are plants here");
  }

  @Test
  void aKeyInTheWrongPlaceNamesTheRightOne() {
    refuses("plants: 3\n", "1: plants: unknown key here; it belongs to beds[]");
    refuses(
        "beds: [{owner: a}]\n", "1: beds[0].owner: unknown key here; it belongs to the top level");
  }

  @Test
  void aKeyLikeNoOtherListsWhatThereIs() {
    refuses(
        "water:\n  colour: red\n", "2: water.colour: unknown key; known here: every, tank, open");
  }

  @Test
  void aKeyTwiceNamesBothLines() {
    refuses(
        "owner: a\ngate: b\nowner: c\n", "3: owner: stands here a second time, first in line 1");
  }

  @Test
  void aWrongTypeSaysWhatCame() {
    refuses(
        """
        owner: [a]
        beds:
          - plants: many
            soil: {}
        water:
          open: yes
          every:
        guests: {a: b}
        """,
        "1: owner: expected a text of 1 to 9 letters; got a list of 1",
        "3: beds[0].plants: expected a whole number from 1 to 99; got \"many\"",
        "4: beds[0].soil: expected one of sand, clay, peat; got an empty section",
        "6: water.open: expected true or false; got \"yes\"",
        "7: water.every: expected a duration from 1 s to 2 d; got nothing",
        "8: guests: expected a text or a list of texts; got a section with a:");
  }

  @Test
  void sectionsAndListsThatAreNoneShowWhatIsExpected() {
    refuses(
        "water: 3\nbeds: 4\ntrees: 5\n",
        "1: water: expected a section with keys such as every:; got \"3\"",
        "2: beds: expected a list, each entry beginning with a dash; got \"4\"",
        "3: trees: expected names with a section behind each; got \"5\"");
    refuses(
        "beds: [rose]\ntrees:\n  oak: tall\n",
        "1: beds[0]: expected a section with keys such as name:; got \"rose\"",
        "3: trees.oak: expected a section with keys such as height:; got \"tall\"");
    refuses("- a\n- b\n", "1: expected a section with keys such as owner:; got a list of 2");
  }

  @Test
  void aNumberInQuotesIsAText() {
    refuses(
        "beds: [{plants: \"8\"}]\n",
        "1: beds[0].plants: expected a whole number from 1 to 99; got \"8\"");
  }

  @Test
  void aValueOutOfRangeSaysTheRange() {
    refuses(
        """
        water: {every: 3 d, tank: 2 MiB}
        beds: [{plants: 0, pipe: {width: 2}}]
        trees: {oak: {height: -1.5}}
        """,
        "1: water.every: expected a duration from 1 s to 2 d; got \"3 d\"",
        "1: water.tank: expected a size from 1 B to 1 MiB; got \"2 MiB\"",
        "2: beds[0].plants: expected a whole number from 1 to 99; got \"0\"",
        "2: beds[0].pipe.width: expected 0 or 1; got \"2\"",
        "3: trees.oak.height: expected a number above 0; got \"-1.5\"");
  }

  @Test
  void aQuantityWithoutItsUnitListsTheUnits() {
    refuses(
        "water:\n  every: 30\n  tank: 100 MB\n",
        "2: water.every: expected a duration from 1 s to 2 d, with a unit (ms, s, min, h, d); got"
            + " \"30\"",
        "3: water.tank: expected a size from 1 B to 1 MiB, with a unit (B, KiB, MiB, GiB); got \"100"
            + " MB\"");
  }

  @Test
  void aMisspeltWordNamesTheNearest() {
    refuses(
        "beds: [{soil: snad}]\n",
        "1: beds[0].soil: expected one of sand, clay, peat; got \"snad\"; did you mean \"sand\"?");
  }

  @Test
  void aSecretInThePlaceOfItsNameIsNotRepeated() {
    List<String> problems = Garden.problems("gate: hunter-2\n");
    assertEquals(
        List.of(
            "1: gate: expected the key's name, not the password itself; what came is not repeated"),
        problems);
    assertFalse(problems.toString().contains("hunter"));
  }

  @Test
  void anEmptyFileShowsWhatToWrite() {
    for (String empty : List.of("", "# nothing yet\n", "---\n", "~\n")) {
      assertEquals(
          List.of("garden.yaml: the file is empty; expected at least\n  owner: ..."),
          Garden.lines(Garden.read(empty)),
          empty);
    }
  }

  @Test
  void whatYamlHasBeyondPlainValuesIsRefused() {
    refuses(
        "owner: &b ada\ngate: *b\n",
        "1: an anchor (&name) is not understood here: write the value out, or quote it");
    refuses(
        "beds:\n  - name: *x\n",
        "2: an alias (*name) is not understood here: write the value out, or quote it");
    refuses(
        "owner: !!java.net.URL tcp://a\n",
        "1: a tag (tag:yaml.org,2002:java.net.URL) is not understood here");
    refuses("owner: a\n---\nowner: b\n", "2: expected one document, got a second one after ---");
    refuses("a: " + "[".repeat(20) + "]".repeat(20) + "\n", "1: nested deeper than 12 levels");
    refuses("? [a]\n: b\n", "1: expected a name before the colon, got a list of 1");
  }

  @Test
  void aTabAndAnOpenBracketHaveALine() {
    refuses("water:\n\tevery: 8\n", "2: a tab indents this line; YAML wants spaces");
    refuses(
        "owner: [ada\ngate: x\n", "2: this cannot be read as YAML: expected ',' or ']', but got :");
  }

  @Test
  void aListAndNamesBeyondTheirLimitAreRefused() {
    refuses(
        "beds: [" + "{}, ".repeat(Garden.LIST_LIMIT) + "{}]\n",
        "1: beds: expected at most 20 entries, got 21");
    StringBuilder trees = new StringBuilder("trees:\n");
    for (int i = 0; i <= SectionReader.NAMES_LIMIT; i++) {
      trees.append("  t").append(i).append(":\n");
    }
    refuses(trees.toString(), "1: trees: expected at most 1024 names, got 1025");
    refuses(
        "trees: {\"\": {}, " + "x".repeat(SectionReader.NAME_LIMIT + 1) + ": {}}\n",
        "1: trees.: expected a name of 1 to 256 characters",
        "1: trees." + "x".repeat(60) + "...: expected a name of 1 to 256 characters");
  }

  @Test
  void everyProblemIsToldInTheOrderOfTheFile() {
    List<String> problems =
        Garden.problems(
            "gate: 1\nowner: much-too-long\nbeds: 3\nwater:\n  every: x\n  colour: 1\n");
    assertEquals(
        List.of("1", "2", "3", "5", "6"),
        problems.stream().map(each -> each.split(":")[0]).toList());
  }

  @Test
  void afterAHundredProblemsTheRestIsCounted() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      text.append("colour").append(i).append(": red\n");
    }
    List<String> problems = Garden.problems(text.toString());
    assertEquals(101, problems.size());
    assertEquals(" 50 more problems are not shown", problems.getLast());
  }
}
