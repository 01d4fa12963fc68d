import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Puts sources into the house format: that of google-java-format, and `///` comments at most 100
/// columns wide. google-java-format takes them for line comments and breaks what is longer into
/// lines of `//`, which end the doc comment. So it is shown short lines in their place.
///
/// Started by `build/format`, with `--check` where nothing is to be changed, and the files.
final class Format {
  private static final Formatter FORMATTER = new Formatter();
  private static final int WIDTH = Formatter.MAX_LINE_LENGTH;
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "cdk.out");
  private static final String PLACE = "§";
  private static final Pattern PLACED = Pattern.compile("( *)/// " + PLACE + "(\\d+)");

  private Format() {}

  /// Formats the files; the exit code is 1 where one cannot be, or, with `--check`, is not.
  public static void main(String[] arguments) throws IOException {
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean isCheck = names.remove("--check");
    Collection<String> strangers = new ConcurrentSkipListSet<>();
    Collection<String> broken = new ConcurrentSkipListSet<>();
    files(names).parallelStream()
        .forEach(
            file -> {
              try {
                String source = Files.readString(file);
                String formatted = format(source);
                if (!formatted.equals(source)) {
                  strangers.add(file.toString());
                  if (!isCheck) {
                    Files.writeString(file, formatted);
                  }
                }
              } catch (FormatterException e) {
                broken.add(e.formatDiagnostics(file.toString(), text(file)).strip());
              } catch (IOException e) {
                broken.add(file + ": it cannot be read or written: " + e.getMessage());
              }
            });
    if (!broken.isEmpty()) {
      System.err.println("These files cannot be formatted, for they cannot be read as Java:");
      broken.forEach(System.err::println);
    }
    if (isCheck && !strangers.isEmpty()) {
      System.err.println(
          "These files are not in the house format; 'build/format' puts them into it:");
      strangers.forEach(System.err::println);
    }
    System.exit(broken.isEmpty() && (!isCheck || strangers.isEmpty()) ? 0 : 1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files that are named or, where none is, all of the project.
  private static List<Path> files(List<String> names) throws IOException {
    if (!names.isEmpty()) {
      return names.stream().map(Path::of).toList();
    }
    List<Path> files = new ArrayList<>();
    List<Path> folders = new ArrayList<>(List.of(Path.of(".")));
    while (!folders.isEmpty()) {
      try (Stream<Path> inside = Files.list(folders.removeLast())) {
        for (Path path : inside.toList()) {
          String name = path.getFileName().toString();
          if (Files.isDirectory(path)) {
            if (!NOT_OURS.contains(name)) {
              folders.add(path);
            }
          } else if (name.endsWith(".java")) {
            files.add(path.normalize());
          }
        }
      }
    }
    return files;
  }

  private static String format(String source) throws FormatterException {
    // Doc comments name types too, and so they are there while imports are looked at.
    String sorted =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
    List<String> docs = new ArrayList<>();
    String masked = mask(sorted, docs);
    return unmask(StringWrapper.wrap(FORMATTER.formatSource(masked), FORMATTER), docs);
  }

  /// Puts short lines in the place of `///` comments.
  ///
  /// @param docs takes what they say
  private static String mask(String source, List<String> docs) {
    var masked = new StringBuilder();
    int at = 0;
    while (at < source.length()) {
      int end = endOfToken(source, at);
      String token = source.substring(at, end);
      if (token.startsWith("///") && !token.startsWith("////") && beginsLine(source, at)) {
        masked.append("/// ").append(PLACE).append(docs.size());
        docs.add(token.substring(3).stripTrailing());
      } else {
        masked.append(token);
      }
      at = end;
    }
    return masked.toString();
  }

  private static boolean beginsLine(String source, int at) {
    return source.substring(source.lastIndexOf('\n', at - 1) + 1, at).isBlank();
  }

  /// Where the comment or the literal ends that begins here; one character else.
  private static int endOfToken(String source, int at) {
    if (source.startsWith("//", at)) {
      return end(source, at, "\n", 0);
    }
    if (source.startsWith("/*", at)) {
      return end(source, at + 2, "*/", 2);
    }
    if (source.startsWith("\"\"\"", at)) {
      return endOfLiteral(source, at + 3, "\"\"\"");
    }
    char first = source.charAt(at);
    return first == '"' || first == '\''
        ? endOfLiteral(source, at + 1, String.valueOf(first))
        : at + 1;
  }

  private static int end(String source, int from, String mark, int length) {
    int found = source.indexOf(mark, from);
    return found < 0 ? source.length() : found + length;
  }

  private static int endOfLiteral(String source, int from, String mark) {
    int at = from;
    while (at < source.length() && !source.startsWith(mark, at)) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(source.length(), at + mark.length());
  }

  /// Puts the comments back, each block of them wrapped where one of its lines is too long.
  private static String unmask(String masked, List<String> docs) {
    List<String> lines = new ArrayList<>();
    List<String> block = new ArrayList<>();
    String indent = "";
    for (String line : masked.split("\n", -1)) {
      Matcher placed = PLACED.matcher(line);
      boolean isDoc = placed.matches();
      if (!block.isEmpty() && !(isDoc && placed.group(1).equals(indent))) {
        put(block, indent, lines);
      }
      if (isDoc) {
        indent = placed.group(1);
        block.add(docs.get(Integer.parseInt(placed.group(2))));
      } else {
        lines.add(line);
      }
    }
    return String.join("\n", lines);
  }

  private static void put(List<String> block, String indent, List<String> lines) {
    int width = WIDTH - indent.length() - "///".length();
    Doc.wrap(block, width).forEach(line -> lines.add(indent + "///" + line));
    block.clear();
  }

  /// A doc comment in Markdown, by its lines without the slashes.
  static final class Doc {
    private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
    private static final Pattern TAG = Pattern.compile(" ?@\\w.*");
    private static final Pattern WORDS = Pattern.compile(" \\S.*");

    /// What begins no paragraph where it begins a line: an item, a heading, a quote, a table, an
    /// address of a link, HTML.
    private static final Pattern OTHER =
        Pattern.compile(" *([-*+>]|\\d+[.)]|#{1,6}|\\|.*|\\[[^\\]]*\\]:|<.*)( .*)?");

    private final int width;
    private final List<String> wrapped = new ArrayList<>();
    private final List<String> paragraph = new ArrayList<>();
    private boolean isTag;

    private Doc(int width) {
      this.width = width;
    }

    /// The lines, of which paragraphs and tags with one too long are wrapped anew. Items, tables
    /// and what is between fences stay as they are.
    static List<String> wrap(List<String> lines, int width) {
      List<String> spaced =
          lines.stream()
              .map(line -> line.isEmpty() || line.startsWith(" ") ? line : " " + line)
              .toList();
      var doc = new Doc(width);
      boolean isFenced = false;
      boolean isOther = false;
      for (String line : spaced) {
        boolean isFence = FENCE.matcher(line).matches();
        isFenced ^= isFence;
        boolean isWords =
            !isFence && !isFenced && !line.isBlank() && !OTHER.matcher(line).matches();
        if (isWords && TAG.matcher(line).matches()) {
          doc.end();
          doc.isTag = true;
          doc.paragraph.add(line);
          isOther = false;
        } else if (isWords && !isOther && (doc.isTag || WORDS.matcher(line).matches())) {
          doc.paragraph.add(line);
        } else {
          doc.end();
          doc.wrapped.add(line);
          // What follows an item without an empty line between belongs to it.
          isOther = !line.isBlank() && !isFence;
        }
      }
      doc.end();
      return doc.wrapped;
    }

    private void end() {
      if (paragraph.stream().allMatch(line -> line.length() <= width)) {
        wrapped.addAll(paragraph);
      } else {
        fill(isTag ? "     " : " ");
      }
      paragraph.clear();
      isTag = false;
    }

    /// @param next what each line after the first begins with
    private void fill(String next) {
      var line = new StringBuilder();
      for (String word : String.join(" ", paragraph).strip().split("\\s+")) {
        boolean fits = line.length() + 1 + word.length() <= width;
        // Such a word would begin an item, or a tag, where it begins a line.
        boolean isText = !OTHER.matcher(word).matches() && !TAG.matcher(word).matches();
        if (!line.isEmpty() && (fits || !isText)) {
          line.append(' ').append(word);
        } else {
          if (!line.isEmpty()) {
            wrapped.add(line.toString());
          }
          line.replace(0, line.length(), (line.isEmpty() ? " " : next) + word);
        }
      }
      wrapped.add(line.toString());
    }
  }
}
