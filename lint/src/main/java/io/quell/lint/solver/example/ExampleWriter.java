package io.quell.lint.solver.example;

import io.quell.criteria.Cardinality;
import io.quell.criteria.Element;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.FieldPlace;
import io.quell.finding.FieldPlace.Member;
import io.quell.finding.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a model as a finding: each field where the table of the format has it, and by code what
/// the table leaves to code.
public final class ExampleWriter {
  private static final int CREATE = 1;
  private static final int CLOSE = 3;

  private final Model model;
  private final JsonObject json = new JsonObject();

  private ExampleWriter(Model model) {
    this.model = model;
  }

  /// The finding as JSON.
  public static Map<String, Object> json(Model model) {
    var writer = new ExampleWriter(model);
    writer.write();
    return writer.json.json();
  }

  private void write() {
    switch (model.format()) {
      case ASFF -> json.put("2018-10-08", "SchemaVersion");
      case OCSF ->
          json.put(
              model.one(Named.RECORD_STATE).equals(Optional.of("ARCHIVED")) ? CLOSE : CREATE,
              "activity_id");
    }
    Named.in(model.format()).forEach(this::write);
    model
        .of(Field.UserDefined.class, Place.FINDING)
        .forEach((field, values) -> json.put(values.getFirst(), "UserDefinedFields", field.name()));
    model
        .of(Field.Raw.class, Place.FINDING)
        .forEach((field, values) -> json.putAll(values, field.path()));
  }

  private void write(Named field) {
    switch (field) {
      case ID -> identifier();
      case PRODUCT -> product();
      case RESOURCE_TYPE -> elements(Element.RESOURCE, field);
      case VULNERABILITY -> elements(Element.VULNERABILITY, field);
      default -> {
        if (field.cardinality().element().isEmpty()) {
          put(json, field, model.many(field));
        }
      }
    }
  }

  private FieldPlace place(Named field) {
    return field.place(model.format());
  }

  private void put(JsonObject into, Named field, List<String> values) {
    FieldPlace place = place(field);
    if (place.counting() == FieldPlace.Counting.EACH) {
      putNames(into, place.members(), values);
      return;
    }
    for (Member member : place.members()) {
      if (member.isWritten() && !values.isEmpty()) {
        put(into, member, field.cardinality() == Cardinality.MANY, values);
      }
    }
  }

  /// One value for each member; of fewer the last members have them.
  private static void putNames(JsonObject into, List<Member> members, List<String> values) {
    int count = Math.min(members.size(), values.size());
    for (int at = 0; at < count; at++) {
      put(into, members.get(members.size() - count + at), false, List.of(values.get(at)));
    }
  }

  private static void put(JsonObject into, Member member, boolean isList, List<String> values) {
    List<String> path = member.path();
    List<Object> written = values.stream().map(member.form()::write).toList();
    switch (member.form()) {
      case Form.TextOfEach _ ->
          into.put(
              written.stream().map(text -> Map.of(path.getLast(), text)).toList(), above(path));
      case Form.HighestScore(var version) ->
          into.put(
              List.of(Map.of(path.getLast(), written.getFirst(), version, "3.1")), above(path));
      case Form _ -> into.put(isList ? written : written.getFirst(), path);
    }
  }

  private static List<String> above(List<String> path) {
    return path.subList(0, path.size() - 1);
  }

  private void identifier() {
    switch (model.format()) {
      case ASFF -> put(json, Named.ID, model.many(Named.ID));
      case OCSF -> {
        json.put(model.one(Named.ID).orElse("example"), "finding_info", "uid");
        put(json, Named.ID, model.many(Named.ID));
        json.put("1.6.0", "metadata", "version");
      }
    }
  }

  /// An ARN with the Region and the owner that a finding of the format has in it.
  private void product() {
    Optional<String> product = model.one(Named.PRODUCT);
    switch (model.format()) {
      case ASFF -> {
        String owner = product.map(name -> name.substring(0, name.indexOf('/'))).orElse("");
        putProduct(
            product
                .map(
                    name ->
                        "arn:aws:securityhub:%s:%s:product/%s"
                            .formatted(
                                model.one(Named.REGION).orElse(""),
                                owner.matches("[0-9]{12}") ? owner : "",
                                name))
                .orElse("arn:aws:securityhub:::an-unknown-product"));
      }
      case OCSF ->
          product.ifPresent(
              name ->
                  putProduct(
                      "arn:aws:securityhub:%s::productv2/%s"
                          .formatted(model.one(Named.REGION).orElse("us-east-1"), name)));
    }
  }

  private void putProduct(String arn) {
    json.put(arn, place(Named.PRODUCT).members().getFirst().path());
  }

  /// @param first the field whose place says which member of the finding the list is
  private void elements(Element element, Named first) {
    List<Named> fields =
        Named.in(model.format()).stream()
            .filter(field -> field.cardinality().element().equals(Optional.of(element)))
            .toList();
    List<Map<String, Object>> elements = new ArrayList<>();
    for (int at = 0; at < model.count(element); at++) {
      var written = new JsonObject();
      for (Named field : fields) {
        put(written, field, model.at(new Place(field, at)));
      }
      if (element == Element.RESOURCE) {
        tags(written, model.of(Field.ResourceTag.class, at));
        model
            .of(Field.RawResource.class, at)
            .forEach((field, values) -> written.putAll(values, field.path()));
      }
      elements.add(written.json());
    }
    if (!elements.isEmpty()) {
      json.put(elements, place(first).list());
    }
  }

  private void tags(JsonObject resource, Map<Field.ResourceTag, List<String>> tags) {
    switch (model.format()) {
      case ASFF ->
          tags.forEach((tag, values) -> resource.put(values.getFirst(), "Tags", tag.key()));
      case OCSF -> {
        List<Object> pairs = new ArrayList<>();
        tags.forEach(
            (tag, values) -> pairs.add(Map.of("name", tag.key(), "value", values.getFirst())));
        if (!pairs.isEmpty()) {
          resource.put(pairs, "tags");
        }
      }
    }
  }
}
