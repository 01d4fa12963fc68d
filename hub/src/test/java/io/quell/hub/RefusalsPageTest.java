package io.quell.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Format;
import io.quell.hub.call.ErrorPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page for people says what the code does.
final class RefusalsPageTest {
  private final List<String> page = Files.readAllLines(Path.of("../docs/refusals.md"));

  RefusalsPageTest() throws IOException {}

  /// A row of a table about codes.
  private record Row(String code, String operation, String meaning, String reaction) {}

  private static String word(ErrorPolicy reaction) {
    return reaction.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// The tables below a heading, cell by cell, without their heads.
  private List<List<String>> cells(String heading) {
    int from = page.indexOf(heading);
    assertThat(from).as(heading).isNotNegative();
    return page.stream()
        .skip(from + 1)
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
        .toList();
  }

  private List<Row> rows(String heading) {
    return cells(heading).stream()
        .map(cells -> new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3)))
        .toList();
  }

  private static Map<String, String> known(List<Row> rows) {
    Map<String, String> known = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.code().startsWith("`"))
        .forEach(
            row ->
                assertThat(known.put(row.code().replace("`", ""), row.reaction()))
                    .as("a second row of " + row.code())
                    .isNull());
    return known;
  }

  private static Map<String, String> words(Map<String, ErrorPolicy> table) {
    return table.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> word(entry.getValue())));
  }

  private static String operation(Set<Format> formats) {
    return formats.size() == 2
        ? "both"
        : HubFindings.operation(formats.iterator().next()).apiName();
  }

  @Test
  void explainsEveryReaction() {
    assertThat(
            cells("# What Quell does when Security Hub says no").stream()
                .map(cells -> cells.get(0)))
        .containsExactlyElementsOf(
            Arrays.stream(ErrorPolicy.values()).map(RefusalsPageTest::word).toList());
  }

  @Test
  void namesTheReactionToEveryCodeOfAFinding() {
    List<Row> rows = rows("## Codes of one finding");

    assertThat(known(rows)).containsExactlyInAnyOrderEntriesOf(words(ErrorPolicy.OF_FINDING));
    assertThat(rows)
        .last()
        .returns("any other", Row::code)
        .returns(word(ErrorPolicy.ofFinding("new")), Row::reaction);
    for (ErrorPolicyTest.OfFinding tested : ErrorPolicyTest.OF_FINDING) {
      assertThat(rows)
          .filteredOn(row -> row.code().equals("`" + tested.code() + "`"))
          .singleElement()
          .returns(operation(Set.of(tested.format())), Row::operation);
    }
  }

  @Test
  void namesTheReactionToEveryCodeOfACall() {
    List<Row> rows = rows("## Codes of a whole call");

    assertThat(known(rows)).containsExactlyInAnyOrderEntriesOf(words(ErrorPolicy.OF_CALL));
    assertThat(
            rows.stream()
                .filter(row -> !row.code().startsWith("`"))
                .map(row -> row.code() + ": " + row.reaction()))
        .containsExactly(
            "any other, status 429: " + word(ErrorPolicy.ofCall("new", 429)),
            "any other, status 500 and above: " + word(ErrorPolicy.ofCall("new", 500)),
            "any other: " + word(ErrorPolicy.ofCall("new", 400)));
    Map<String, Set<Format>> tested =
        ErrorPolicyTest.OF_CALL.stream()
            .collect(
                Collectors.groupingBy(
                    ErrorPolicyTest.OfCall::code,
                    Collectors.mapping(ErrorPolicyTest.OfCall::format, Collectors.toSet())));
    tested.forEach(
        (code, formats) ->
            assertThat(rows)
                .filteredOn(row -> row.code().equals("`" + code + "`"))
                .singleElement()
                .returns(operation(formats), Row::operation));
  }

  @Test
  void namesTheReactionToSilence() {
    assertThat(known(rows("## Codes of Quell's own")))
        .containsExactlyInAnyOrderEntriesOf(words(ErrorPolicy.OF_SILENCE));
  }

  @Test
  void saysWhatEveryCodeMeans() {
    List<Row> all =
        Stream.of("## Codes of one finding", "## Codes of a whole call", "## Codes of Quell's own")
            .flatMap(heading -> rows(heading).stream())
            .toList();

    assertThat(all).allSatisfy(row -> assertThat(row.meaning()).endsWith("."));
    assertThat(new TreeSet<>(all.stream().map(Row::reaction).toList()))
        .isSubsetOf(
            new ArrayList<>(
                Arrays.stream(ErrorPolicy.values()).map(RefusalsPageTest::word).toList()));
  }
}
