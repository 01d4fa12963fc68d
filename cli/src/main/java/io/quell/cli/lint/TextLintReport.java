package io.quell.cli.lint;

import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Terminal;
import io.quell.cli.terminal.Text;
import io.quell.lint.problem.Level;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// For people.
record TextLintReport(PrintWriter out, Terminal terminal) implements LintReport {
  private static final String INDENT = "  ";

  @Override
  public void tell(List<LintFinding> findings, int rules) {
    String subject = "";
    for (LintFinding finding : findings) {
      if (!finding.subject().equals(subject)) {
        subject = finding.subject();
        String place = finding.rules().isEmpty() ? "" : "  " + finding.location();
        out.println(
            Style.BOLD.on(Text.plain(subject), terminal.colours())
                + Style.DIM.on(Text.plain(place), terminal.colours()));
      }
      tell(finding);
    }
    out.println(summary(findings, rules));
  }

  private void tell(LintFinding finding) {
    String level = finding.level().name().toLowerCase(Locale.ROOT);
    String line =
        finding.rules().isEmpty() && finding.location().line().isPresent()
            ? "line " + finding.location().line().getAsInt() + ": "
            : "";
    List<String> sentence =
        paragraph(INDENT, "%s %s: %s%s".formatted(level, finding.check(), line, finding.message()));
    Style style =
        switch (finding.level()) {
          case ERROR -> Style.RED;
          case WARNING -> Style.YELLOW;
          case NOTE -> Style.CYAN;
        };
    out.println(
        INDENT
            + style.on(level, terminal.colours())
            + sentence.getFirst().substring(INDENT.length() + level.length()));
    sentence.stream().skip(1).forEach(out::println);
    paragraph(INDENT + INDENT, finding.advice()).forEach(out::println);
    if (finding.example() != null) {
      String example =
          Stream.of(
                  finding.example().severity().map(Enum::name),
                  finding.example().account(),
                  finding.example().region())
              .flatMap(Optional::stream)
              .collect(Collectors.joining(", "));
      out.println(
          INDENT
              + INDENT
              + Style.DIM.on(
                  "Example: %s (%s)"
                      .formatted(
                          FindingName.of(finding.example()),
                          Text.plain(
                              finding.example().format()
                                  + (example.isEmpty() ? "" : ", " + example))),
                  terminal.colours()));
    }
  }

  private List<String> paragraph(String first, String text) {
    return terminal.paragraph(first, INDENT + INDENT, Text.plain(text));
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
