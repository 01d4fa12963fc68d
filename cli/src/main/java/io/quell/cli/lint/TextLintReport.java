package io.quell.cli.lint;

import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.lint.problem.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// For people, and for the editors and terminals that they look at it in: a problem begins with a
/// line as compilers write it, `path:line:column: level: message [check]`, which is never broken,
/// however narrow the terminal is. What else there is to say is set in below.
record TextLintReport(TextOutput out) implements LintReport {
  private static final String INDENT = "    ";

  @Override
  public void tell(List<LintFinding> findings, int rules) {
    Set<String> given = new HashSet<>();
    for (LintFinding finding : findings) {
      tellLine(finding);
      others(finding);
      example(finding);
      // Advice is a check's more often than a problem's: it is given once.
      if (given.add(finding.advice())) {
        detail(Style.PLAIN, finding.advice());
      }
    }
    out.line(0, Style.PLAIN, LintReport.summary(findings, rules));
  }

  private void tellLine(LintFinding finding) {
    out.line(
        0,
        Style.PLAIN,
        "%s %s %s %s"
            .formatted(
                out.styled(0, Style.BOLD, Text.plain(finding.location() + ":")),
                out.styled(0, style(finding.level()), LintReport.word(finding.level()) + ":"),
                Text.plain(finding.sentence()),
                out.styled(0, Style.DIM, "[%s]".formatted(finding.check()))));
  }

  private static Style style(Level level) {
    return switch (level) {
      case ERROR -> Style.RED;
      case WARNING -> Style.YELLOW;
      case NOTE -> Style.CYAN;
    };
  }

  private void others(LintFinding finding) {
    for (int at = 1; at < finding.locations().size(); at++) {
      // A path that goes on in the next line is none.
      out.line(
          2,
          Style.DIM,
          Text.plain(
              "%s is at %s".formatted(finding.rules().get(at), finding.locations().get(at))));
    }
  }

  private void example(LintFinding finding) {
    if (finding.example() == null) {
      return;
    }
    String example =
        Stream.of(
                Optional.of(finding.example().format().name()),
                finding.example().severity().map(Enum::name),
                finding.example().account(),
                finding.example().region())
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    detail(Style.DIM, "Example: %s (%s)".formatted(FindingName.of(finding.example()), example));
  }

  private void detail(Style style, String text) {
    out.lines(out.terminal().paragraph(INDENT, INDENT, style, Text.plain(text)));
  }
}
