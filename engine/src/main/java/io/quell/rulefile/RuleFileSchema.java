package io.quell.rulefile;

import io.quell.criteria.Durations;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.rulefile.FieldNames.Family;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.UpdateField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON Schema of `rules.yaml`, by which editors complete and check it. It is made from what
/// the file is read by, so that neither knows a field or a value that the other does not.
///
/// It is of draft 7, which the editors' YAML support knows best. What a schema cannot say, such as
/// which lists exist or whether a regular expression is one, reading the file tells.
public final class RuleFileSchema {
  private static final String TEXT = "#/definitions/text";
  private static final String CRITERIA = "#/definitions/criteria";
  private static final String CONDITION = "#/definitions/condition";
  private static final String CONDITIONS = "#/definitions/conditions";
  /// Names joined by single dots.
  private static final String PATH = "^[^.]+(\\.[^.]+)*$";
  private static final String DECISION = "#/definitions/decision";

  private RuleFileSchema() {}

  /// The schema, as `docs/rules.schema.json` has it.
  public static String json() {
    return Json.writeIndented(
            members(
                "$schema",
                "http://json-schema.org/draft-07/schema#",
                "title",
                "Rules of Quell",
                "type",
                "object",
                "additionalProperties",
                false,
                "required",
                List.of("rules"),
                "properties",
                members(
                    "lists",
                    described(
                        members("type", "object", "additionalProperties", reference(CONDITIONS)),
                        "Lists of values or conditions, by name, which rules use as {list: name}."),
                    "rules",
                    described(
                        members("type", "array", "items", rule()),
                        "The rules in the order they run; the later wins.")),
                "definitions",
                definitions()))
        + "\n";
  }

  private static Map<String, Object> definitions() {
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put("text", members("type", List.of("string", "number", "boolean")));
    definitions.put("texts", oneOrMore(reference(TEXT)));
    definitions.put("criteria", criteria());
    definitions.put("conditions", oneOrMore(reference("#/definitions/item")));
    definitions.put("condition", condition());
    definitions.put("item", members("anyOf", List.of(reference(TEXT), reference(CONDITION))));
    definitions.put(
        "numeric",
        members(
            "type",
            "array",
            "minItems",
            2,
            "maxItems",
            4,
            "items",
            members(
                "anyOf",
                List.of(
                    members("enum", List.of("=", ">", ">=", "<", "<=")),
                    members("type", "number")))));
    definitions.put("decision", decision());
    return definitions;
  }

  private static Map<String, Object> rule() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        CardReader.ID,
        described(
            members(
                "type",
                "string",
                "pattern",
                "^[a-z0-9]+(-[a-z0-9]+)*$",
                "maxLength",
                Card.LONGEST_ID),
            "The rule's name for ever: lower-case words joined by hyphens."));
    properties.put(
        CardReader.TITLE,
        described(text(Card.LONGEST_TITLE), "What the rule says, in a short sentence."));
    properties.put(
        CardReader.REASON,
        described(
            members("type", "string", "minLength", 1),
            "Why the change is right. It ends up in the note on the finding."));
    properties.put(
        CardReader.OWNER,
        described(text(Card.LONGEST_NAME), "The team or person who answers for the rule."));
    properties.put(
        CardReader.TICKET,
        described(
            members("type", List.of("string", "number"), "maxLength", Card.LONGEST_NAME),
            "Where the change was agreed, such as a ticket's number."));
    properties.put(CardReader.FROM, described(day(), "The first day the rule is in force, UTC."));
    properties.put(CardReader.EXPIRES, described(day(), "The last day the rule is in force, UTC."));
    properties.put(
        CardReader.TERMINAL,
        described(
            members("type", "boolean"),
            "Whether no later rule runs on a finding that this rule matches."));
    properties.put(
        CardReader.SUPPRESSES_CRITICAL,
        described(
            members("type", "boolean"),
            "Whether the rule is meant to suppress findings even where their severity is"
                + " CRITICAL."));
    properties.put(
        CardReader.CHANGES,
        described(
            oneOrMore(members("enum", names(Change.values()))),
            "What the rule may change; what it does change where this is missing."));
    properties.put(
        RuleReader.WHEN, described(reference(CRITERIA), "The findings that the rule is about."));
    properties.put(
        RuleReader.UNLESS,
        described(oneOrMore(reference(CRITERIA)), "Exceptions: none of these may hold."));
    properties.put(RuleReader.THEN, described(reference(DECISION), "What the rule sets on them."));
    return members(
        "type",
        "object",
        "additionalProperties",
        false,
        "required",
        List.of(
            CardReader.ID,
            CardReader.TITLE,
            CardReader.REASON,
            CardReader.OWNER,
            RuleReader.WHEN,
            RuleReader.THEN),
        "properties",
        properties);
  }

  private static Map<String, Object> criteria() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Named field : Named.values()) {
      List<String> allowed = FieldNames.allowed(field);
      properties.put(
          FieldNames.word(field),
          described(
              allowed.isEmpty()
                  ? reference(CONDITIONS)
                  : oneOrMore(
                      members("anyOf", List.of(members("enum", allowed), reference(CONDITION)))),
              field.toString()));
    }
    for (Family family : Family.values()) {
      Map<String, Object> members =
          members(
              "type", "object", "minProperties", 1, "additionalProperties", reference(CONDITIONS));
      if (family == Family.RAW || family == Family.RESOURCE) {
        members.put("propertyNames", members("pattern", PATH));
      }
      properties.put(family.word(), described(members, family.meaning()));
    }
    properties.put(CriteriaReader.ALL_OF, described(list(), "All of these hold."));
    properties.put(CriteriaReader.ANY_OF, described(list(), "At least one of these holds."));
    properties.put(
        CriteriaReader.NOT, described(oneOrMore(reference(CRITERIA)), "None of these holds."));
    properties.put(
        CriteriaReader.ONE_RESOURCE,
        described(reference(CRITERIA), "One resource meets all of these."));
    properties.put(
        CriteriaReader.EVERY_RESOURCE,
        described(reference(CRITERIA), "Every resource meets all of these."));
    return members("type", "object", "additionalProperties", false, "properties", properties);
  }

  private static Map<String, Object> list() {
    return members("type", "array", "minItems", 1, "items", reference(CRITERIA));
  }

  private static Map<String, Object> condition() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Keyword keyword : Keyword.values()) {
      properties.put(
          keyword.word(), described(reference("#/definitions/texts"), keyword.meaning()));
    }
    properties.put(
        ConditionReader.ANYTHING_BUT,
        described(reference(CONDITIONS), "there is a value, and none that passes any of these"));
    properties.put(
        ConditionReader.NUMERIC,
        described(
            reference("#/definitions/numeric"), "a range of numbers: [\">=\", 40, \"<\", 70]"));
    properties.put(
        ConditionReader.EXISTS, described(members("type", "boolean"), "whether there is a value"));
    properties.put(
        ConditionReader.OLDER_THAN, described(duration(), "a time further back than this"));
    properties.put(
        ConditionReader.NEWER_THAN, described(duration(), "a time less far back than this"));
    properties.put(
        ConditionReader.NOT_BEFORE,
        described(members("type", "string"), "the first time that passes, 2026-11-01T08:00:00Z"));
    properties.put(
        ConditionReader.NOT_AFTER,
        described(members("type", "string"), "the last time that passes"));
    properties.put(ConditionReader.LIST, described(reference(TEXT), "the items of this list"));
    return members(
        "type",
        "object",
        "minProperties",
        1,
        "maxProperties",
        2,
        "additionalProperties",
        false,
        "properties",
        properties);
  }

  private static Map<String, Object> decision() {
    Map<String, Object> labels = members("enum", names(SeverityLabel.values()));
    Map<String, Object> steps = members("type", "integer", "minimum", 1, "maximum", 4);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(DecisionReader.WORKFLOW_STATUS, members("enum", names(WorkflowStatus.values())));
    properties.put(
        DecisionReader.SEVERITY,
        members(
            "anyOf",
            List.of(
                labels,
                members(
                    "type",
                    "object",
                    "minProperties",
                    1,
                    "maxProperties",
                    1,
                    "additionalProperties",
                    false,
                    "properties",
                    members(
                        DecisionReader.RAISE,
                        steps,
                        DecisionReader.LOWER,
                        steps,
                        DecisionReader.AT_MOST,
                        labels,
                        DecisionReader.AT_LEAST,
                        labels)))));
    properties.put(
        DecisionReader.NOTE, described(text(Action.LONGEST_NOTE), "A note of the rule's own."));
    DecisionReader.FIELDS.forEach((key, field) -> properties.put(key, field(field)));
    return members(
        "type",
        "object",
        "minProperties",
        1,
        "additionalProperties",
        false,
        "properties",
        properties);
  }

  /// The value of a field that is set by its name alone, and the only format that has it.
  private static Map<String, Object> field(UpdateField field) {
    String format = field.isExpressibleIn(Format.ASFF) ? "ASFF" : "OCSF";
    return switch (field.kind()) {
      case CONSTANT ->
          described(members("enum", field.constants().stream().map(Enum::name).toList()), format);
      case PERCENTAGE ->
          described(members("type", "integer", "minimum", 0, "maximum", 100), format);
      case DECIMAL -> described(members("type", "number"), format);
      case TEXTS -> described(oneOrMore(members("type", "string")), format);
      case ENTRY ->
          described(
              members(
                  "type",
                  "object",
                  "minProperties",
                  1,
                  "additionalProperties",
                  reference(TEXT),
                  "propertyNames",
                  members("not", members("pattern", "^quell\\."))),
              format + "; names that begin with quell. are Quell's own");
      case REFERENCE ->
          described(
              members(
                  "type",
                  "array",
                  "minItems",
                  1,
                  "items",
                  members(
                      "type",
                      "object",
                      "additionalProperties",
                      false,
                      "required",
                      List.of(DecisionReader.ID, DecisionReader.PRODUCT_ARN),
                      "properties",
                      members(
                          DecisionReader.ID,
                          members("type", "string"),
                          DecisionReader.PRODUCT_ARN,
                          members("type", "string")))),
              format);
      case NOTE_OF_ITS_OWN -> throw new IllegalStateException(field + " has words of its own");
    };
  }

  private static Map<String, Object> text(int longest) {
    return members("type", "string", "minLength", 1, "maxLength", longest);
  }

  private static Map<String, Object> day() {
    return members("type", "string", "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
  }

  private static Map<String, Object> duration() {
    return members("type", "string", "pattern", "^" + Durations.TEXT.pattern() + "$");
  }

  private static Map<String, Object> oneOrMore(Map<String, Object> item) {
    return members("anyOf", List.of(item, members("type", "array", "minItems", 1, "items", item)));
  }

  private static Map<String, Object> reference(String definition) {
    return members("$ref", definition);
  }

  /// Draft 7 overlooks what stands beside a reference, so that one with a description is put into
  /// an all-of.
  private static Map<String, Object> described(Map<String, Object> schema, String description) {
    Map<String, Object> described =
        schema.containsKey("$ref")
            ? members("allOf", List.of(schema))
            : new LinkedHashMap<>(schema);
    described.put("description", description);
    return described;
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      members.put((String) namesAndValues[at], namesAndValues[at + 1]);
    }
    return members;
  }
}
