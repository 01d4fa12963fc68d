package io.quell.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quell.finding.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Files of rules, in a test's own words. What can be read, an editor must not complain of.
final class RuleFiles {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(RuleFileSchema.json());

  private RuleFiles() {}

  static RuleFile read(String yaml) {
    RuleFile file;
    try {
      file = RuleFile.read("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    } catch (RuleFileException e) {
      throw new AssertionError("it cannot be read:\n" + e.getMessage() + "\n" + yaml, e);
    }
    assertThat(complaints(yaml)).as("an editor complains of\n" + yaml).isEmpty();
    return file;
  }

  /// The complaints of an editor, which reads scalars as YAML 1.2's core schema does.
  static List<String> complaints(String yaml) {
    Object value =
        new Load(LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build())
            .loadFromString(yaml);
    return SCHEMA
        .validate(
            Json.write(value),
            InputFormat.JSON,
            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(Object::toString)
        .toList();
  }

  static List<String> problems(String yaml) {
    try {
      RuleFile.read("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    } catch (RuleFileException e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
    throw new AssertionError("it can be read:\n" + yaml);
  }
}
