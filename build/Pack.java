import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Packs a folder into a `.tar.gz` whose bytes depend on nothing but the names, the contents and
/// who may start a file: names are sorted, files belong to nobody, and all have one time. Writes
/// the SHA-256 of it beside it, as `sha256sum --check` reads it.
///
/// Started by `build/archive` and `build/image`, with the folder and the file.
final class Pack {
  /// The same as `project.build.outputTimestamp` in `parent/pom.xml`.
  private static final long TIME = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PREFIX = 155;

  private Pack() {}

  /// Packs the folder that the first argument names into the file that the second names.
  public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
    Path folder = Path.of(arguments[0]);
    Path target = Path.of(arguments[1]);
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
        OutputStream packed = new GZIPOutputStream(new DigestOutputStream(file, hash))) {
      for (Path path : files(folder)) {
        String name = folder.getFileName() + "/" + folder.relativize(path);
        add(name.replace('\\', '/'), path, packed);
      }
      packed.write(new byte[2 * BLOCK]);
    }
    Files.writeString(
        Path.of(target + ".sha256"),
        "%s  %s\n".formatted(HexFormat.of().formatHex(hash.digest()), target.getFileName()));
  }

  /// The files, links to files among them, sorted by their names whatever the machine's order is.
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile)
          .sorted((one, other) -> one.toString().compareTo(other.toString()))
          .toList();
    }
  }

  private static void add(String name, Path file, OutputStream tar) throws IOException {
    byte[] content = Files.readAllBytes(file);
    tar.write(header(name, content.length, Files.isExecutable(file)));
    tar.write(content);
    tar.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  /// The header of a file in the format of POSIX, ustar.
  private static byte[] header(String name, int size, boolean isExecutable) {
    byte[] header = new byte[BLOCK];
    // Where a name is too long, its first folders stand in a field of their own.
    int split =
        name.length() > LONGEST_NAME ? name.indexOf('/', name.length() - LONGEST_NAME - 1) : -1;
    if (split > LONGEST_PREFIX || split < 0 && name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("the name is too long for an archive: " + name);
    }
    put(header, 0, name.substring(split + 1));
    put(header, 100, isExecutable ? "0000755" : "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "%011o".formatted(TIME));
    put(header, 148, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar");
    put(header, 263, "00");
    put(header, 345, split < 0 ? "" : name.substring(0, split));
    int sum = 0;
    for (byte each : header) {
      sum += Byte.toUnsignedInt(each);
    }
    put(header, 148, "%06o".formatted(sum));
    header[154] = 0;
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
