package io.quell.cli;

import io.quell.finding.Json;
import io.quell.lint.problem.Level;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells what lint has found.
sealed interface LintReport permits LintReport.Words, LintReport.Lines, SarifReport {
  /// Tells it all.
  ///
  /// @param rules how many rules there are
  void tell(List<LintFinding> findings, int rules);

  /// How many of a level there are.
  static long count(List<LintFinding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  /// For people.
  record Words(PrintWriter out, Terminal terminal) implements LintReport {
    private static final String INDENT = "  ";
    private static final int NARROWEST = 40;

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
          wrapped("%s %s: %s%s".formatted(level, finding.check(), line, finding.message()), INDENT);
      Style style =
          switch (finding.level()) {
            case ERROR -> Style.RED;
            case WARNING -> Style.YELLOW;
            case NOTE -> Style.CYAN;
          };
      out.println(
          INDENT
              + style.on(level, terminal.colours())
              + sentence.getFirst().substring(level.length()));
      sentence.stream().skip(1).forEach(rest -> out.println(INDENT + INDENT + rest));
      wrapped(finding.advice(), INDENT + INDENT)
          .forEach(advice -> out.println(INDENT + INDENT + advice));
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
                            Label.of(finding.example()),
                            Text.plain(
                                finding.example().format()
                                    + (example.isEmpty() ? "" : ", " + example))),
                    terminal.colours()));
      }
    }

    private List<String> wrapped(String text, String indent) {
      return Text.wrapped(
          Text.plain(text), Math.max(NARROWEST, terminal.width() - indent.length()));
    }

    private static String summary(List<LintFinding> findings, int rules) {
      return "%s: %s"
          .formatted(
              counted(rules, "rule"),
              findings.isEmpty()
                  ? "nothing is wrong"
                  : Stream.of(Level.values())
                      .filter(level -> count(findings, level) > 0)
                      .map(
                          level ->
                              counted(
                                  count(findings, level), level.name().toLowerCase(Locale.ROOT)))
                      .collect(Collectors.joining(", ")));
    }

    private static String counted(long number, String what) {
      return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
  }

  /// For machines: a line for each problem, then the summary.
  record Lines(PrintWriter out) implements LintReport {
    @Override
    public void tell(List<LintFinding> findings, int rules) {
      findings.forEach(finding -> out.println(Json.write(line(finding))));
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("level", count(findings, Level.ERROR) > 0 ? "ERROR" : "INFO");
      summary.put("message", "summary");
      summary.put("rules", rules);
      summary.put("errors", count(findings, Level.ERROR));
      summary.put("warnings", count(findings, Level.WARNING));
      summary.put("notes", count(findings, Level.NOTE));
      out.println(Json.write(summary));
    }

    private static Map<String, Object> line(LintFinding finding) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("level", finding.level().name());
      line.put("message", "problem");
      line.put("check", finding.check());
      line.put("rules", finding.rules());
      line.put("problem", finding.message());
      line.put("advice", finding.advice());
      line.put("file", finding.location().file());
      finding.location().line().ifPresent(number -> line.put("line", number));
      if (finding.example() != null) {
        line.put("example", finding.example().json());
      }
      return line;
    }
  }
}
