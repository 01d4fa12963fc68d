package io.quell.cli;

import io.quell.engine.Card;
import io.quell.engine.Explanation;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Is told why rules match, or do not.
sealed interface ExplainReport {
  /// The rules come next that are explained for this finding.
  void finding(Item item, Finding finding);

  /// Why a rule applies to the finding, or does not.
  void rule(Item item, Finding finding, Card card, Explanation explanation);

  /// An event was skipped, or something could not be read.
  void unexplained(Item item, String what, String reason);

  /// For people.
  record Words(PrintWriter out, Terminal terminal) implements ExplainReport {
    private static final String INDENT = "  ";
    private static final int NARROWEST_REASON = 40;

    @Override
    public void finding(Item item, Finding finding) {
      out.println(Style.BOLD.on(Label.of(finding), terminal.colours()));
      out.println(INDENT + Style.DIM.on("%s, in %s".formatted(Text.plain(finding.identifier().toString()),
          item.where()), terminal.colours()));
    }

    @Override
    public void rule(Item item, Finding finding, Card card, Explanation explanation) {
      Style style = switch (explanation) {
        case Explanation.Matched _ -> Style.GREEN;
        case Explanation.Broken _ -> Style.RED;
        case Explanation.Failed _,Explanation.Declined _,Explanation.NotInForce _,Explanation.Released _ -> Style.PLAIN;
      };
      String id = card.id() + ": ";
      int width = Math.max(NARROWEST_REASON, terminal.width() - 2 * INDENT.length());
      String indent = INDENT;
      for (String line : Text.wrapped(Text.plain(id + explanation), width)) {
        out.println(indent + style.on(line, terminal.colours()));
        indent = INDENT + INDENT;
      }
    }

    @Override
    public void unexplained(Item item, String what, String reason) {
      out.println(Style.YELLOW.on("%s: %s: %s".formatted(item.where(), what, Text.plain(reason)), terminal.colours()));
    }
  }

  /// For machines.
  record Lines(PrintWriter out) implements ExplainReport {
    @Override
    public void finding(Item item, Finding finding) {
      // each rule's line names the finding
    }

    @Override
    public void rule(Item item, Finding finding, Card card, Explanation explanation) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("level", explanation instanceof Explanation.Broken ? "ERROR" : "INFO");
      line.put("message", "explanation");
      line.put("finding", finding.identifier().toString());
      finding.productArn().ifPresent(arn -> line.put("productArn", arn));
      line.put("rule", card.id());
      line.put("matched", explanation instanceof Explanation.Matched);
      line.put("explanation", explanation.toString());
      if (explanation instanceof Explanation.Failed(var mismatch)) {
        line.put("criterion", mismatch.criterion().toString());
        line.put("seen", mismatch.seen());
      }
      line.put("file", item.file());
      out.println(Json.write(line));
    }

    @Override
    public void unexplained(Item item, String what, String reason) {
      out.println(Json.write(item.event(what.equals("skipped") ? "INFO" : "ERROR", "event " + what, reason)));
    }
  }
}
