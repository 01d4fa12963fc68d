package io.quell.run.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.update.Limits;
import io.quell.update.UpdateField;
import io.quell.value.ShortText;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Quell writes into a comment, it reads again; what anybody else writes makes the comment
/// theirs.
final class OcsfCommentTest {
  private static final Mark MARK =
      new Mark(
          "prod",
          Set.of("s3-9-log-buckets"),
          Map.of(UpdateField.WORKFLOW_STATUS, new Mark.SetValue("SUPPRESSED", Optional.of("NEW"))),
          Set.of(),
          Map.of(),
          false,
          Optional.empty());
  private static final String SAID = "Quell rule s3-9-log-buckets: suppressed. Owner: team.";

  private static OcsfComment read(String comment) {
    return OcsfComment.read(Optional.of(comment));
  }

  private static String written() {
    return OcsfComment.text(room -> ShortText.of(SAID, room), MARK);
  }

  @Test
  void readsWhatItWrites() {
    assertThat(written())
        .matches(SAID + " \\[quell:prod [0-9a-f]{4} ,s3-9-log-buckets, 2 wf=SUPPRESSED<NEW]");
    assertThat(read(written()))
        .isEqualTo(new OcsfComment(Optional.of(SAID), Optional.of(MARK), false));
  }

  @Test
  void takesBlanksAsTheServiceLeavesThem() {
    String twoLines =
        OcsfComment.text(_ -> "Quell rule a: suppressed.\nQuell rule b: noted.", MARK);
    assertThat(read(twoLines.replace("\n", " ")).isForeign()).isFalse();
    assertThat(read("  " + twoLines + "\n").isForeign()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ask Ann first.",
        "Ask Ann first. [quell:prod]",
        " [quell:prod 0000 ,a, 2 wf=SUPPRESSED<NEW]",
        "x [quell:prod zzzz ,a, 2 wf=SUPPRESSED<NEW]",
        "[quell:"
      })
  void takesAnythingElseForSomebodys(String comment) {
    assertThat(read(comment)).isEqualTo(new OcsfComment(Optional.empty(), Optional.empty(), true));
  }

  @Test
  void takesACommentThatSomebodyHasWrittenInForTheirs() {
    for (String edited :
        List.of(
            "Wrong! " + written(),
            written() + " Why?",
            written().replace("suppressed.", "hidden."),
            written().replace("team", "me"))) {
      assertThat(read(edited).isForeign()).as(edited).isTrue();
    }
  }

  @Test
  void takesNoCommentForNobodys() {
    assertThat(OcsfComment.read(Optional.empty()))
        .isEqualTo(new OcsfComment(Optional.empty(), Optional.empty(), false));
  }

  /// The longest book, ids, values and refusals leave room for what people have to be told.
  @Test
  void hasRoomForEverything() {
    Map<UpdateField, Set<String>> refused = new EnumMap<>(UpdateField.class);
    Set<String> ids =
        IntStream.range(0, 9)
            .mapToObj(at -> Mark.shortened(("%d" + "x".repeat(49)).formatted(at)))
            .collect(Collectors.toSet());
    refused.put(UpdateField.WORKFLOW_STATUS, ids);
    refused.put(UpdateField.SEVERITY, ids);
    Mark full =
        new Mark(
            "b".repeat(64),
            IntStream.range(0, 9)
                .mapToObj(at -> ("%d" + "y".repeat(49)).formatted(at))
                .collect(Collectors.toSet()),
            Map.of(
                UpdateField.WORKFLOW_STATUS,
                new Mark.SetValue("SUPPRESSED", Optional.of("NOTIFIED")),
                UpdateField.SEVERITY,
                new Mark.SetValue("INFORMATIONAL", Optional.of("INFORMATIONAL"))),
            Set.of(),
            refused,
            false,
            Optional.of(LocalDate.of(2026, 11, 29)));
    String comment = OcsfComment.text(room -> "s".repeat(room), full);
    assertThat(comment).hasSize(Limits.LONGEST_NOTE);
    assertThat(comment.indexOf(" [quell:")).isGreaterThan(60);
    Mark again = read(comment).mark().orElseThrow();
    assertThat(again.set()).isEqualTo(full.set());
    assertThat(again.rules()).contains("*").hasSize(6);
    assertThat(again.refuses(UpdateField.SEVERITY, "any-rule")).isTrue();
  }
}
