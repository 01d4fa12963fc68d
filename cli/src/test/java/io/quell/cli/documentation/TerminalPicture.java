package io.quell.cli.documentation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A picture, as SVG, of what commands print to a terminal.
enum TerminalPicture {
  LIGHT("#ffffff", "#d0d7de", "#1f2328", "#59636e", "#0550ae", "#116329", "#9a6700", "#cf222e"),
  DARK("#0d1117", "#3d444d", "#e6edf3", "#9198a1", "#79c0ff", "#7ee787", "#d29922", "#ff7b72");

  private static final Pattern COLOURED = Pattern.compile("\u001b\\[(\\d+)m(.*?)\u001b\\[0?m");
  private static final int LINE = 18;
  private static final int MARGIN = 16;
  private static final double CHARACTER = 7.83;
  private static final int SIZE = 13;

  private final String ground;
  private final String border;
  private final String text;
  private final String dim;
  private final String cyan;
  private final String green;
  private final String yellow;
  private final String red;

  TerminalPicture(
      String ground,
      String border,
      String text,
      String dim,
      String cyan,
      String green,
      String yellow,
      String red) {
    this.ground = ground;
    this.border = border;
    this.text = text;
    this.dim = dim;
    this.cyan = cyan;
    this.green = green;
    this.yellow = yellow;
    this.red = red;
  }

  /// The picture of these lines, which may have ANSI's colours in them.
  String of(String title, List<String> lines) {
    int longest =
        lines.stream()
            .mapToInt(line -> COLOURED.matcher(line).replaceAll("$2").length())
            .max()
            .orElse(0);
    int width = (int) Math.ceil(longest * CHARACTER) + 2 * MARGIN;
    int height = lines.size() * LINE + 2 * MARGIN;
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">
        <rect x="0.5" y="0.5" width="%d" height="%d" rx="8" fill="%s" stroke="%s"/>
        <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="%d" fill="%s">
        """
            .formatted(
                width,
                height,
                width,
                height,
                title,
                width - 1,
                height - 1,
                ground,
                border,
                SIZE,
                text));
    for (int at = 0; at < lines.size(); at++) {
      if (!lines.get(at).isBlank()) {
        svg.append(
            "<text x=\"%d\" y=\"%d\" xml:space=\"preserve\">%s</text>%n"
                .formatted(MARGIN, MARGIN + at * LINE + SIZE, marked(lines.get(at))));
      }
    }
    return svg.append("</g>\n</svg>\n").toString();
  }

  private String marked(String line) {
    var marked = new StringBuilder();
    Matcher coloured = COLOURED.matcher(escaped(line));
    while (coloured.find()) {
      String style = style(coloured.group(1));
      coloured.appendReplacement(
          marked,
          Matcher.quoteReplacement("<tspan " + style + ">" + coloured.group(2) + "</tspan>"));
    }
    return coloured.appendTail(marked).toString();
  }

  /// What ANSI's code means.
  private String style(String code) {
    return switch (code) {
      case "1" -> "font-weight=\"bold\"";
      case "2" -> "fill=\"" + dim + "\"";
      case "31" -> "fill=\"" + red + "\"";
      case "32" -> "fill=\"" + green + "\"";
      case "33" -> "fill=\"" + yellow + "\"";
      case "36" -> "fill=\"" + cyan + "\"";
      default -> throw new AssertionError("no colour for " + code);
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
