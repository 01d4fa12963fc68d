package io.quell.importers.automation;

import io.quell.importers.UnreadableSourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The automation rules in what `terraform show -json` prints of a state: the resources of the type
/// `aws_securityhub_automation_rule`, in the root module and all below it.
///
/// Their attributes are the members of a rule in lower case with underscores, blocks are lists also
/// where only one may stand, and what is not set is null or an empty list.
final class TerraformRules {
  private static final String TYPE = "aws_securityhub_automation_rule";
  private static final Set<String> BLOCKS =
      Set.of("criteria", "finding_fields_update", "note", "severity", "workflow", "date_range");
  /// What Terraform keeps of a rule for itself.
  private static final Set<String> OWN = Set.of("id", "tags_all", "region", "timeouts");
  private static final Pattern WORD = Pattern.compile("(?:^|_)([a-z0-9])");

  private final List<WrittenRule> rules = new ArrayList<>();

  private TerraformRules() {}

  /// Whether a file's value is Terraform's.
  static boolean isTerraform(Map<?, ?> members) {
    return members.containsKey("terraform_version") || members.containsKey("format_version");
  }

  /// The rules, in the order of the state.
  ///
  /// @throws UnreadableSourceException where it is a plan or the file of a state itself
  static List<WrittenRule> of(String file, Map<?, ?> shown) throws UnreadableSourceException {
    if (shown.containsKey("planned_values")) {
      throw new UnreadableSourceException(
          file,
          "it is a plan, of which not all values are known: give what 'terraform show -json' prints"
              + " of the state");
    }
    if (!shown.containsKey("format_version")) {
      throw new UnreadableSourceException(
          file, "it is no output of 'terraform show -json': give that instead of the state's file");
    }
    var read = new TerraformRules();
    if (shown.get("values") instanceof Map<?, ?> values) {
      read.module(values.get("root_module"));
    }
    return read.rules;
  }

  private void module(@Nullable Object module) {
    if (!(module instanceof Map<?, ?> members)) {
      return;
    }
    if (members.get("resources") instanceof List<?> resources) {
      resources.forEach(this::resource);
    }
    if (members.get("child_modules") instanceof List<?> children) {
      children.forEach(this::module);
    }
  }

  private void resource(@Nullable Object resource) {
    if (resource instanceof Map<?, ?> members
        && TYPE.equals(members.get("type"))
        && !"data".equals(members.get("mode"))) {
      Map<String, Object> rule = new LinkedHashMap<>();
      if (members.get("values") instanceof Map<?, ?> values) {
        rule.putAll(mapping(values));
        OWN.forEach(name -> rule.remove(pascal(name)));
        if (rule.remove("Arn") instanceof String arn) {
          rule.put("RuleArn", arn);
        }
      }
      rules.add(WrittenRule.of(String.valueOf(members.get("address")), rule));
    }
  }

  private static Map<String, Object> mapping(Map<?, ?> attributes) {
    Map<String, Object> members = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          Object converted = value(name, value);
          if (converted != null) {
            members.put(pascal(name), converted);
          }
        });
    return members;
  }

  /// The value, or null for what is not set.
  private static @Nullable Object value(String name, @Nullable Object value) {
    return switch (value) {
      case List<?> block when BLOCKS.contains(name) && block.size() < 2 ->
          block.isEmpty() ? null : value("", block.getFirst());
      case List<?> elements ->
          elements.isEmpty() ? null : elements.stream().map(each -> element(each)).toList();
      // The keys of a map are the user's.
      case Map<?, ?> map when name.equals("user_defined_fields") || name.equals("tags") ->
          map.isEmpty() ? null : map;
      case Map<?, ?> attributes -> mapping(attributes);
      case null -> null;
      default -> value;
    };
  }

  private static Object element(@Nullable Object element) {
    Object converted = value("", element);
    return converted == null ? Map.of() : converted;
  }

  /// `finding_fields_update` as `FindingFieldsUpdate`.
  private static String pascal(String name) {
    return WORD.matcher(name).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}
