package io.quell.cli.lint;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

/// OASIS's own schema of SARIF 2.1.0, which a library has in its jar.
public final class SarifSchema {
  private static final JsonSchema SCHEMA = schema();

  private SarifSchema() {}

  private static JsonSchema schema() {
    try (InputStream schema =
        SarifSchema.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(Objects.requireNonNull(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is wrong with a log.
  public static Set<ValidationMessage> mistakes(String log) {
    return SCHEMA.validate(log, InputFormat.JSON, SarifSchema::withFormats);
  }

  /// Addresses have to be addresses, which validators do not ask for by themselves.
  private static void withFormats(ExecutionContext context) {
    context.getExecutionConfig().setFormatAssertionsEnabled(true);
  }
}
