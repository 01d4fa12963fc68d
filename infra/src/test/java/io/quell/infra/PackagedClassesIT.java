package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What the package has of the AWS SDK is what the function calls. The list is in
/// `function/pom.xml`; here it is worked out from the classes themselves what it has to hold.
final class PackagedClassesIT {
  private static final long MOST_BYTES = 10_000_000;
  private static final String SERVICES = "software/amazon/awssdk/services/";

  /// How the function makes each call of the clients that its classes name.
  private enum Call {
    /// Request and answer are objects of the SDK.
    TYPED,
    /// Both are plain JSON (`PlainJson`): the SDK makes an object of neither.
    PLAIN,
    /// The command line's alone, in classes that both have.
    NEVER
  }

  private static final Map<String, Call> CALLS =
      Map.of(
          "securityhub batchUpdateFindings",
          Call.TYPED,
          "securityhub batchUpdateFindingsV2",
          Call.TYPED,
          "securityhub getFindings",
          Call.PLAIN,
          "securityhub getFindingsV2",
          Call.PLAIN,
          "securityhub getFindingHistory",
          Call.NEVER,
          "securityhub describeHub",
          Call.NEVER,
          "securityhub batchImportFindings",
          Call.NEVER,
          "sqs sendMessage",
          Call.TYPED);

  private static final Set<String> NO_CALLS =
      Set.of("builder", "close", "serviceClientConfiguration");

  /// The names of all classes in the package.
  private static final Set<String> CLASSES = new HashSet<>();

  private static final ZipFile JAR = open();

  private static ZipFile open() {
    try {
      ZipFile jar = new ZipFile(BuiltFunction.JAR.toFile());
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().endsWith(".class")) {
          CLASSES.add(entry.getName().replaceFirst("\\.class$", ""));
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void close() throws IOException {
    JAR.close();
  }

  private static Iterable<PoolEntry> constants(String name) {
    try {
      return ClassFile.of()
          .parse(JAR.getInputStream(JAR.getEntry(name + ".class")).readAllBytes())
          .constantPool();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The classes of a folder that a class names anywhere, in its signatures too.
  private static Set<String> named(String type, String folder) {
    Pattern names = Pattern.compile(Pattern.quote(folder) + "[\\w$]+");
    Set<String> found = new TreeSet<>();
    for (PoolEntry constant : constants(type)) {
      String text =
          switch (constant) {
            case ClassEntry entry -> entry.asInternalName();
            case Utf8Entry entry -> entry.stringValue();
            default -> "";
          };
      Matcher matcher = names.matcher(text);
      while (matcher.find()) {
        found.add(matcher.group());
      }
    }
    return found;
  }

  /// The methods of the SDK's clients that Quell's classes call.
  private static Set<String> calls() {
    Pattern client = Pattern.compile(SERVICES + "(\\w+)/\\w+Client");
    Set<String> calls = new TreeSet<>();
    for (String type : CLASSES) {
      if (type.startsWith("io/quell/")) {
        for (PoolEntry constant : constants(type)) {
          if (constant instanceof MemberRefEntry member) {
            Matcher owner = client.matcher(member.owner().asInternalName());
            String method = member.name().stringValue();
            if (owner.matches() && !NO_CALLS.contains(method)) {
              calls.add(owner.group(1) + " " + method);
            }
          }
        }
      }
    }
    return calls;
  }

  @Test
  void areThoseOfTheCallsThatAreKnown() {
    assertThat(calls())
        .as(
            "a new call: say here how the function makes it, and list its classes in"
                + " function/pom.xml")
        .containsExactlyInAnyOrderElementsOf(CALLS.keySet());
  }

  @Test
  void lackNothingThatACallIsMadeOf() {
    Map<String, String> missing = new TreeMap<>();
    CALLS.forEach(
        (name, call) -> {
          String service = name.split(" ", -1)[0];
          String method = name.split(" ", -1)[1];
          String operation = method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
          String model = SERVICES + service + "/model/";
          switch (call) {
            case TYPED -> {
              need(SERVICES + service + "/transform/" + operation + "RequestMarshaller", missing);
              reach(model, operation, missing);
            }
            case PLAIN -> {
              need(SERVICES + service + "/transform/" + operation + "RequestMarshaller", missing);
              // They are made and copied, empty: what they name themselves is loaded, and no more.
              for (String part :
                  new String[] {
                    "Request", "Request$BuilderImpl", "Response", "Response$BuilderImpl"
                  }) {
                String type = model + operation + part;
                need(type, missing);
                if (CLASSES.contains(type)) {
                  named(type, model).forEach(other -> need(other, missing));
                }
              }
            }
            case NEVER -> {}
          }
        });
    assertThat(missing).as("add these to the filters of function/pom.xml").isEmpty();
  }

  private static void need(String type, Map<String, String> missing) {
    if (!CLASSES.contains(type)) {
      missing.put(type, "a call");
    }
  }

  /// Everything that request and answer of a call can hold.
  private static void reach(String model, String operation, Map<String, String> missing) {
    Deque<String> open = new ArrayDeque<>();
    Map<String, String> by = new HashMap<>();
    for (String part : new String[] {"Request", "Response"}) {
      open.add(model + operation + part);
      by.put(model + operation + part, "a call");
    }
    while (!open.isEmpty()) {
      String type = open.remove();
      if (!CLASSES.contains(type)) {
        missing.put(type, by.get(type));
        continue;
      }
      for (String next : named(type, model)) {
        if (by.putIfAbsent(next, type) == null) {
          open.add(next);
        }
      }
    }
  }

  /// The verifier loads the former when the client is made, and an answer may be any of the latter.
  @Test
  void lackNoRequestAndNoException() {
    for (Map.Entry<String, String> client :
        Map.of("securityhub", "DefaultSecurityHubClient", "sqs", "DefaultSqsClient").entrySet()) {
      String service = SERVICES + client.getKey() + "/";
      assertThat(named(service + client.getValue(), service + "model/"))
          .filteredOn(name -> name.matches(".*(Request|Exception(\\$\\w+)?)"))
          .hasSizeGreaterThan(10)
          .as("add these to the filters of function/pom.xml")
          .allSatisfy(name -> assertThat(CLASSES).contains(name));
    }
  }

  @Test
  void areFew() throws IOException {
    assertThat(Files.size(BuiltFunction.JAR))
        .as("what is new in the package, and does the function need all of it?")
        .isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void comeWithTheirLicences() throws IOException {
    assertThat(text("META-INF/LICENSE") + text("META-INF/LICENSE.txt"))
        .contains("Apache License", "QOS.ch");
    assertThat(text("META-INF/NOTICE") + text("META-INF/NOTICE.txt"))
        .contains("AWS SDK for Java", "Apache HttpComponents", "Jackson");
  }

  private static String text(String name) throws IOException {
    return new String(
        JAR.getInputStream(JAR.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
