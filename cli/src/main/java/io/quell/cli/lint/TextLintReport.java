package io.quell.cli.lint;

import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.lint.problem.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// For people.
record TextLintReport(TextOutput out) implements LintReport {
  private static final String INDENT = "    ";

  @Override
  public void tell(List<LintFinding> findings, int rules) {
    String subject = "";
    for (LintFinding finding : findings) {
      if (!finding.subject().equals(subject)) {
        subject = finding.subject();
        String place = finding.rules().isEmpty() ? "" : "  " + finding.location();
        out.line(
            0,
            Style.PLAIN,
            out.styled(0, Style.BOLD, Text.plain(subject))
                + out.styled(0, Style.DIM, Text.plain(place)));
      }
      tell(finding);
    }
    out.line(0, Style.PLAIN, summary(findings, rules));
  }

  private void tell(LintFinding finding) {
    String level = finding.level().name().toLowerCase(Locale.ROOT);
    String line =
        finding.rules().isEmpty() && finding.location().line().isPresent()
            ? "line " + finding.location().line().getAsInt() + ": "
            : "";
    Style style =
        switch (finding.level()) {
          case ERROR -> Style.RED;
          case WARNING -> Style.YELLOW;
          case NOTE -> Style.CYAN;
        };
    String text = "%s %s: %s%s".formatted(level, finding.check(), line, finding.message());
    List<String> sentence = out.paragraphLines(1, Style.PLAIN, Text.plain(text));
    String plain = out.styled(1, Style.PLAIN, level);
    out.lines(List.of(out.styled(1, style, level) + sentence.getFirst().substring(plain.length())));
    out.lines(sentence.subList(1, sentence.size()));
    out.lines(out.terminal().paragraph(INDENT, INDENT, Style.PLAIN, Text.plain(finding.advice())));
    if (finding.example() != null) {
      String example =
          Stream.of(
                  finding.example().severity().map(Enum::name),
                  finding.example().account(),
                  finding.example().region())
              .flatMap(Optional::stream)
              .collect(Collectors.joining(", "));
      out.line(
          2,
          Style.DIM,
          "Example: %s (%s)"
              .formatted(
                  FindingName.of(finding.example()),
                  Text.plain(
                      finding.example().format() + (example.isEmpty() ? "" : ", " + example))));
    }
  }

  private static String summary(List<LintFinding> findings, int rules) {
    return "%s: %s"
        .formatted(
            Text.counted(rules, "rule"),
            findings.isEmpty()
                ? "nothing is wrong"
                : Stream.of(Level.values())
                    .filter(level -> LintReport.count(findings, level) > 0)
                    .map(
                        level ->
                            Text.counted(
                                LintReport.count(findings, level),
                                level.name().toLowerCase(Locale.ROOT)))
                    .collect(Collectors.joining(", ")));
  }
}
