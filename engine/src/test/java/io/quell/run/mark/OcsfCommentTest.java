package io.quell.run.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.update.ReservedFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OcsfCommentTest {
  private static final Map<String, String> FIELDS = Map.of("quell.rules", "quiet");
  private static final String SAID =
      "Quell rule quiet: suppressed. Owner: team. Reason: Nobody reads it.";

  private static String text(String foreign, String said) {
    return OcsfComment.text(Optional.of(foreign).filter(text -> !text.isEmpty()), _ -> said, FIELDS)
        .orElseThrow();
  }

  private static OcsfComment read(String text) {
    return OcsfComment.read(Optional.of(text));
  }

  private static void isForeign(String text) {
    assertThat(read(text))
        .isEqualTo(new OcsfComment(Optional.of(text), Optional.empty(), Map.of()));
  }

  // --- What is not Quell's

  @Test
  void takesNothingForItsOwnWhereThereIsNoComment() {
    assertThat(OcsfComment.read(Optional.empty()))
        .isEqualTo(new OcsfComment(Optional.empty(), Optional.empty(), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Known, see [TICKET-7]",
        "mine\n--\nyours",
        "Quell rule quiet: suppressed.",
        "a [quell rules=a]",
        "a [quell:zzzz rules=a]",
        "a[quell:1f3a rules=a]",
        "a [quell:1f3a]",
        "a [quell:1f3a rules=[a]]"
      })
  void takesNothingForItsOwnThatIsNotSigned(String text) {
    isForeign(text);
  }

  // --- Written and read again

  @Test
  void readsWhatItHasWritten() {
    assertThat(text("", SAID)).startsWith(SAID + " [quell:").endsWith(" rules=quiet]");
    assertThat(read(text("", SAID)))
        .isEqualTo(new OcsfComment(Optional.empty(), Optional.of(SAID), FIELDS));
    assertThat(text("Ask Ann.", SAID)).startsWith("Ask Ann.\n--\n" + SAID + " [quell:");
    assertThat(read(text("Ask Ann.", SAID)))
        .isEqualTo(new OcsfComment(Optional.of("Ask Ann."), Optional.of(SAID), FIELDS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n--\nb",
        "a\n--",
        "--\na",
        "\n--\n\n--\na",
        "ends with a blank ",
        " [quell:1f3a rules=a]",
        "see [quell:1f3a rules=a] there",
        "😀",
        "\r\n--\r\n",
        "a\n--\n--"
      })
  void keepsEveryForeignComment(String foreign) {
    OcsfComment comment = read(text(foreign, SAID));
    assertThat(comment.foreign()).hasValue(foreign);
    assertThat(comment.said()).hasValue(SAID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see\n--\nbelow",
        "--\nfirst",
        "last\n--",
        "\n--\n--\n",
        "[quell:1f3a rules=b]",
        " [quell:1f3a rules=b]",
        "a [quell:1f3a rules=b] c"
      })
  void takesNoneOfItsOwnWordsForSomebodyElses(String said) {
    assertThat(read(text("", said)).foreign()).isEmpty();
    assertThat(read(text("Ask Ann.", said)).foreign()).hasValue("Ask Ann.");
    assertThat(read(text("Ask Ann.", said)).fields()).isEqualTo(FIELDS);
  }

  @Test
  void readsAnythingThatItHasWritten() {
    String letters = "ab -\n]:[=q";
    for (int seed = 0; seed < 20_000; seed++) {
      var random = new Random(seed);
      String foreign = random(random, letters);
      String said = random(random, letters);
      OcsfComment comment = read(text(foreign.isBlank() ? "" : foreign, said));
      assertThat(comment.foreign())
          .as("seed %d", seed)
          .isEqualTo(Optional.of(foreign).filter(text -> !text.isBlank()));
      assertThat(comment.fields()).as("seed %d", seed).isEqualTo(FIELDS);
    }
  }

  private static String random(Random random, String letters) {
    var text = new StringBuilder();
    for (int at = random.nextInt(14); at > 0; at--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
      if (random.nextInt(5) == 0) {
        text.append("\n--\n");
      }
    }
    return text.toString();
  }

  @Test
  void toleratesBlanksThatTheServiceChanges() {
    String text = text("", SAID + "\nAnd more.");
    for (String changed :
        new String[] {
          text + "\n",
          text.replace("\n", " "),
          text.replace("\n", "\r\n"),
          text.replace(". ", ".  ")
        }) {
      assertThat(read(changed).foreign()).as("%s", changed).isEmpty();
      assertThat(read(changed).fields()).isEqualTo(FIELDS);
    }
  }

  // --- Somebody wrote in it

  @Test
  void givesUpASentenceThatSomebodyChanged() {
    String text = text("", SAID);
    assertThat(read("This is wrong. " + text).foreign()).hasValue("This is wrong. " + SAID);
    assertThat(read(text.replace("Nobody", "Everybody")).foreign())
        .hasValue(SAID.replace("Nobody", "Everybody"));
    assertThat(read(text("Ask Ann.", SAID).replace("suppressed", "wrong")).foreign())
        .hasValue("Ask Ann.\n--\n" + SAID.replace("suppressed", "wrong"));
  }

  @Test
  void knowsWhatItDidAlthoughSomebodyChangedItsSentence() {
    assertThat(read("This is wrong. " + text("", SAID)).fields()).isEqualTo(FIELDS);
    assertThat(read("This is wrong. " + text("", SAID)).said()).hasValue("");
  }

  @Test
  void keepsWhatSomebodyWroteBehindTheSignature() {
    OcsfComment comment = read(text("Ask Ann.", SAID) + "\nI disagree.");
    assertThat(comment)
        .isEqualTo(
            new OcsfComment(Optional.of("Ask Ann.\nI disagree."), Optional.of(SAID), FIELDS));
    assertThat(read(text("", SAID) + " I disagree.").foreign()).hasValue("I disagree.");
  }

  @Test
  void keepsWhatSomebodyMadeOfTheirOwnPart() {
    assertThat(read(text("Ask Ann.", SAID).replace("Ask Ann.", "Ask Bob.")).foreign())
        .hasValue("Ask Bob.");
    assertThat(read(text("Ask Ann.", SAID).replace("Ask Ann.", "")).foreign()).isEmpty();
    assertThat(read(text("Ask Ann.", SAID).replace(SAID, "")).foreign()).hasValue("Ask Ann.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules=a owner=ann",
        "rules=a severity=",
        "rules=a expires",
        "rules=a quell.workflow=NEW",
        "=x",
        "workflow=NEW Ann",
        "note=x",
        " rules=a",
        "rules=a  severity=LOW",
        "workflow=SUPPRESSED_BY_ANN",
        "rules=a;b"
      })
  void takesNothingForItsOwnThatIsSignedOtherwise(String fields) {
    isForeign(text("", SAID).replace("rules=quiet", fields));
  }

  // --- Limits

  @Test
  void hasRoomWhereverTheLongestSignatureAndAShortSentenceFit() {
    Map<String, String> longest = new LinkedHashMap<>();
    longest.put("quell.rules", "r".repeat(50) + "," + "s".repeat(50));
    longest.put("quell.expires", "2027-01-31");
    longest.put("quell.severity", "INFORMATIONAL");
    longest.put("quell.severityBefore", "INFORMATIONAL");
    longest.put("quell.workflow", "SUPPRESSED");
    longest.put("quell.workflowBefore", "SUPPRESSED");
    longest.put("quell.released", "yes");
    assertThat(longest.keySet())
        .as("all that Quell keeps, but for its note, which the comment is")
        .containsExactlyInAnyOrderElementsOf(
            ReservedFields.NAMES.stream()
                .filter(name -> !name.equals(ReservedFields.NOTE))
                .toList());
    IntFunction<String> sentence = "x"::repeat;
    int room = 0;
    for (int length = 0; length <= 600; length++) {
      Optional<String> foreign = Optional.of("f".repeat(length)).filter(text -> !text.isEmpty());
      Optional<String> text = OcsfComment.text(foreign, sentence, longest);
      assertThat(text.isPresent())
          .as("%d characters", length)
          .isEqualTo(OcsfComment.hasRoomBeside(foreign));
      text.ifPresent(comment -> assertThat(comment).hasSizeLessThanOrEqualTo(512));
      room = text.isPresent() ? length : room;
    }
    assertThat(room).isGreaterThan(190);
  }
}
