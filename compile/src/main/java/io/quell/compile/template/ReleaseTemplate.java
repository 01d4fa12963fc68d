package io.quell.compile.template;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.value.QuellBuild;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The template of a release: one stack for whatever rules are published to it, with parameters for
/// what can be chosen.
///
/// It is made from the CDK's stack, and `ReleaseTemplateTest` in `infra` holds the two together.
public final class ReleaseTemplate {
  /// A template that is given to CloudFormation inline has at most so many bytes (CloudFormation
  /// quotas, template body size in a request); from a bucket it may have 1 MB.
  public static final int MOST_INLINE = 51_200;

  private static final String FILE = "template.json";
  private static final String VERSION = "@version@";

  private ReleaseTemplate() {}

  /// The template of this version: its sections, resources and outputs, in their order. It is the
  /// caller's to change.
  public static Map<String, Object> json() {
    try (InputStream file =
        Objects.requireNonNull(ReleaseTemplate.class.getResourceAsStream(FILE), FILE)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return members(Json.read(text.replace(VERSION, QuellBuild.version())));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    } catch (UnreadableException e) {
      throw new IllegalStateException(FILE, e);
    }
  }

  /// A copy of an object of JSON that can be changed at its top.
  static Map<String, Object> members(@Nullable Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(value))
        .forEach((name, member) -> members.put((String) name, Objects.requireNonNull(member)));
    return members;
  }
}
