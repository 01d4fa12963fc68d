package io.quell.rulefile;

import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Card;
import io.quell.rulefile.word.AcceptMember;
import io.quell.rulefile.word.CriteriaMember;
import io.quell.rulefile.word.ExampleMember;
import io.quell.rulefile.word.FieldNames;
import io.quell.rulefile.word.FileMember;
import io.quell.rulefile.word.Keyword;
import io.quell.rulefile.word.RuleMember;
import io.quell.rulefile.word.Word;
import io.quell.rulefile.word.WrittenForm;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.ReservedFields;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The JSON Schema of `rules.yaml`, by which editors complete and check it. It is made from what
/// the file is read by, so that neither knows a field or a value that the other does not.
///
/// It is of draft 7, which the editors' YAML support knows best. What a schema cannot say, such as
/// which lists exist or whether a regular expression is one, reading the file tells.
public final class RuleFileSchema {
  /// The file that the first line of written rules names, for editors to read from beside them.
  public static final String FILE_NAME = "rules.schema.json";

  private static final String TEXT = "#/definitions/text";
  private static final String PROSE = "#/definitions/prose";
  private static final String CRITERIA = "#/definitions/criteria";
  private static final String CONDITION = "#/definitions/condition";
  private static final String CONDITIONS = "#/definitions/conditions";
  private static final String NUMBER = "#/definitions/number";
  private static final String TRUTH = "#/definitions/truth";
  /// What tells the schema from others, also where a copy of it is read. It is a name and no
  /// address: editors read the file that they are given.
  private static final String ID = "urn:quell:rules:" + RuleFile.FORM;
  private static final String DECISION = "#/definitions/decision";
  private static final String EXAMPLE = "#/definitions/example";
  private static final String EXAMPLE_VALUE = "#/definitions/exampleValue";

  private RuleFileSchema() {}

  /// The schema, as `docs/rules.schema.json` has it.
  public static String json() {
    return Json.writeIndented(
            members(
                "$schema",
                "http://json-schema.org/draft-07/schema#",
                "$id",
                ID,
                "title",
                "Rules of Quell",
                "type",
                "object",
                "additionalProperties",
                false,
                "required",
                List.of(FileMember.RULES.word()),
                "properties",
                properties(FileMember.values(), RuleFileSchema::schema),
                "definitions",
                definitions()))
        + "\n";
  }

  private static Map<String, Object> definitions() {
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put("text", scalar("minLength", 1));
    definitions.put("prose", scalar("pattern", WrittenForm.NOT_BLANK.pattern()));
    definitions.put(
        "number",
        members(
            "anyOf",
            List.of(
                members("type", "number"),
                members("type", "string", "pattern", WrittenForm.NUMBER.pattern()))));
    definitions.put("truth", members("enum", List.of(true, false, "true", "false")));
    definitions.put("texts", oneOrMore(reference(TEXT)));
    definitions.put("criteria", criteria());
    definitions.put("conditions", oneOrMore(reference("#/definitions/item")));
    definitions.put("condition", condition());
    definitions.put("item", members("anyOf", List.of(reference(TEXT), reference(CONDITION))));
    List<String> lower = List.of(">", ">=");
    List<String> upper = List.of("<", "<=");
    definitions.put(
        "numeric",
        members(
            "anyOf",
            List.of(
                comparisons(List.of("=")),
                comparisons(lower),
                comparisons(upper),
                comparisons(lower, upper),
                comparisons(upper, lower))));
    definitions.put("decision", decision());
    definitions.put("presence", presence());
    definitions.put(
        "exampleValue",
        members("anyOf", List.of(reference(TEXT), reference("#/definitions/presence"))));
    definitions.put("example", example());
    return definitions;
  }

  private static Map<String, Object> schema(FileMember member) {
    return switch (member) {
      case VERSION -> members("enum", List.of(RuleFile.FORM, String.valueOf(RuleFile.FORM)));
      case EXAMPLES -> reference(TRUTH);
      case LISTS -> members("type", "object", "additionalProperties", reference(CONDITIONS));
      case RULES -> members("type", "array", "items", rule());
      case REMOVED, SUSPENDED -> ids();
      case MOVED -> members("type", "object", "propertyNames", id(), "additionalProperties", id());
    };
  }

  private static Map<String, Object> rule() {
    return members(
        "type",
        "object",
        "additionalProperties",
        false,
        "required",
        Arrays.stream(RuleMember.values()).filter(RuleMember::isRequired).map(Word::word).toList(),
        "properties",
        properties(RuleMember.values(), RuleFileSchema::schema));
  }

  private static Map<String, Object> schema(RuleMember member) {
    return switch (member) {
      case ID -> id();
      case TITLE -> text(Card.LONGEST_TITLE);
      case REASON -> reference(PROSE);
      case OWNER -> text(Card.LONGEST_NAME);
      case TICKET -> text(Card.LONGEST_NAME);
      case FROM, EXPIRES -> written(WrittenForm.DAY, "date");
      case TERMINAL, SUPPRESSES_CRITICAL -> reference(TRUTH);
      case IMPORTED_FROM -> text(Card.LONGEST_NAME);
      case ACCEPT ->
          members("anyOf", List.of(accept(), members("type", "array", "items", accept())));
      case CHANGES -> oneOrMore(members("enum", names(Change.values())));
      case WHEN -> reference(CRITERIA);
      case UNLESS -> oneOrMore(reference(CRITERIA));
      case THEN -> reference(DECISION);
      case EXAMPLES -> examples();
    };
  }

  private static Map<String, Object> examples() {
    return someOf(
        properties(
            ExampleMember.values(),
            _ -> oneOrNone(members("anyOf", List.of(reference(PROSE), reference(EXAMPLE))))));
  }

  /// A finding by the values of its fields.
  private static Map<String, Object> example() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Named field : Named.values()) {
      List<String> allowed = FieldNames.allowed(field);
      properties.put(
          FieldNames.word(field),
          described(
              allowed.isEmpty()
                  ? reference(EXAMPLE_VALUE)
                  : members(
                      "anyOf",
                      List.of(members("enum", allowed), reference("#/definitions/presence"))),
              field.toString()));
    }
    for (CriteriaMember member : CriteriaMember.values()) {
      Map<String, Object> schema = exampleSchema(member);
      if (!schema.isEmpty()) {
        properties.put(member.word(), described(schema, member.meaning()));
      }
    }
    return someOf(properties);
  }

  /// Empty for what is no part of an example.
  private static Map<String, Object> exampleSchema(CriteriaMember member) {
    return switch (member) {
      case RESOURCE_TAG, USER_DEFINED_FIELD, RAW, RESOURCE ->
          members(
              "type",
              "object",
              "minProperties",
              1,
              "additionalProperties",
              reference(EXAMPLE_VALUE));
      case ALL_OF -> members("type", "array", "minItems", 1, "items", reference(EXAMPLE));
      case ONE_RESOURCE, EVERY_RESOURCE, ONE_VULNERABILITY, EVERY_VULNERABILITY ->
          reference(EXAMPLE);
      case ANY_OF, NOT -> members();
    };
  }

  private static Map<String, Object> presence() {
    return someOf(members(Keyword.EXISTS.word(), reference(TRUTH)));
  }

  private static Map<String, Object> accept() {
    return members(
        "type",
        "object",
        "additionalProperties",
        false,
        "required",
        Arrays.stream(AcceptMember.values())
            .filter(AcceptMember::isRequired)
            .map(Word::word)
            .toList(),
        "properties",
        properties(AcceptMember.values(), RuleFileSchema::schema));
  }

  private static Map<String, Object> schema(AcceptMember member) {
    return switch (member) {
      case CHECK -> members("type", "string", "pattern", "^[a-z]+(-[a-z]+)*$");
      case WITH -> id();
      case REASON -> reference(PROSE);
    };
  }

  private static Map<String, Object> id() {
    return scalar("pattern", WrittenForm.ID.pattern(), "maxLength", Card.LONGEST_ID);
  }

  private static Map<String, Object> ids() {
    return members("type", "array", "items", id(), "uniqueItems", true);
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
    properties.putAll(properties(CriteriaMember.values(), RuleFileSchema::schema));
    return members("type", "object", "additionalProperties", false, "properties", properties);
  }

  private static Map<String, Object> schema(CriteriaMember member) {
    return switch (member) {
      case RESOURCE_TAG, USER_DEFINED_FIELD -> family();
      case RAW, RESOURCE -> {
        Map<String, Object> family = family();
        family.put("propertyNames", members("pattern", WrittenForm.PATH.pattern()));
        yield family;
      }
      case ALL_OF, ANY_OF -> members("type", "array", "minItems", 1, "items", reference(CRITERIA));
      case NOT -> oneOrMore(reference(CRITERIA));
      case ONE_RESOURCE, EVERY_RESOURCE, ONE_VULNERABILITY, EVERY_VULNERABILITY ->
          reference(CRITERIA);
    };
  }

  private static Map<String, Object> family() {
    return members(
        "type", "object", "minProperties", 1, "additionalProperties", reference(CONDITIONS));
  }

  private static Map<String, Object> condition() {
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
        properties(Keyword.values(), RuleFileSchema::schema));
  }

  private static Map<String, Object> schema(Keyword keyword) {
    return switch (keyword) {
      case PREFIX, SUFFIX, CONTAINS, WILDCARD, REGEX, EQUALS_IGNORE_CASE ->
          reference("#/definitions/texts");
      case CIDR -> oneOrMore(written(WrittenForm.NETWORK));
      case ANYTHING_BUT -> reference(CONDITIONS);
      case NUMERIC -> reference("#/definitions/numeric");
      case EXISTS -> reference(TRUTH);
      case OLDER_THAN, NEWER_THAN -> written(WrittenForm.DURATION);
      case NOT_BEFORE, NOT_AFTER -> written(WrittenForm.TIME);
      case LIST -> scalar();
    };
  }

  private static Map<String, Object> decision() {
    Map<String, Object> properties = new LinkedHashMap<>();
    DecisionReader.FIELDS.forEach((name, field) -> properties.put(name, schema(field)));
    return someOf(properties);
  }

  private static Map<String, Object> severity() {
    Map<String, Object> labels = members("enum", names(SeverityLabel.values()));
    Map<String, Object> steps = whole(1, 4);
    return members(
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
                    labels))));
  }

  /// The values of a field, and the only format that has it where there is one.
  private static Map<String, Object> schema(UpdateField field) {
    return switch (field) {
      case SEVERITY -> severity();
      case WORKFLOW_STATUS -> values(field);
      case NOTE -> described(values(field), "A note of the rule's own.");
      case USER_DEFINED_FIELDS ->
          described(
              values(field),
              "ASFF; Quell's own are " + String.join(", ", new TreeSet<>(ReservedFields.NAMES)));
      default ->
          described(
              values(field),
              Arrays.stream(Format.values())
                  .filter(field::isExpressibleIn)
                  .map(Format::name)
                  .collect(Collectors.joining(", ")));
    };
  }

  private static Map<String, Object> values(UpdateField field) {
    return switch (field.kind()) {
      case CONSTANT -> members("enum", field.constants().stream().map(Enum::name).toList());
      case PERCENTAGE -> whole(0, 100);
      case DECIMAL -> reference(NUMBER);
      case TEXTS -> oneOrMore(reference(PROSE));
      case ENTRY ->
          members(
              "type",
              "object",
              "minProperties",
              1,
              "additionalProperties",
              reference(PROSE),
              "propertyNames",
              members("not", members("enum", List.copyOf(new TreeSet<>(ReservedFields.NAMES)))));
      case REFERENCE ->
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
                      reference(PROSE),
                      DecisionReader.PRODUCT_ARN,
                      reference(PROSE))));
      case NOTE_OF_ITS_OWN -> text(Action.LONGEST_NOTE);
    };
  }

  private static <W extends Word> Map<String, Object> properties(
      W[] words, Function<W, Map<String, Object>> schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (W word : words) {
      properties.put(word.word(), described(schema.apply(word), word.meaning()));
    }
    return properties;
  }

  private static Map<String, Object> text(int longest) {
    return scalar("pattern", WrittenForm.NOT_BLANK.pattern(), "maxLength", longest);
  }

  /// What is written in one piece, and read as a text: a number and a truth value too. What is
  /// asked of texts is not asked of those.
  private static Map<String, Object> scalar(Object... namesAndValues) {
    Map<String, Object> scalar = members("type", List.of("string", "number", "boolean"));
    scalar.putAll(members(namesAndValues));
    return scalar;
  }

  /// A text of a form that no number and no truth value has.
  private static Map<String, Object> written(WrittenForm form) {
    return members("type", "string", "pattern", form.pattern());
  }

  private static Map<String, Object> written(WrittenForm form, String format) {
    Map<String, Object> written = written(form);
    written.put("format", format);
    return written;
  }

  /// A whole number, in quotes too.
  private static Map<String, Object> whole(int lowest, int highest) {
    return members(
        "anyOf",
        List.of(
            members("type", "integer", "minimum", lowest, "maximum", highest),
            members("type", "string", "pattern", WrittenForm.NUMBER.pattern())));
  }

  /// Comparisons and their numbers, in turn.
  @SafeVarargs
  private static Map<String, Object> comparisons(List<String>... comparisons) {
    List<Object> items = new ArrayList<>();
    for (List<String> allowed : comparisons) {
      items.add(members("enum", allowed));
      items.add(reference(NUMBER));
    }
    return members(
        "type", "array", "items", items, "minItems", items.size(), "maxItems", items.size());
  }

  private static Map<String, Object> oneOrMore(Map<String, Object> item) {
    return members("anyOf", List.of(item, members("type", "array", "minItems", 1, "items", item)));
  }

  private static Map<String, Object> oneOrNone(Map<String, Object> item) {
    return members("anyOf", List.of(item, members("type", "array", "items", item)));
  }

  /// A mapping with some of these members, at least one, and no other.
  private static Map<String, Object> someOf(Map<String, Object> properties) {
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
