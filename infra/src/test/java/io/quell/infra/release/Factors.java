package io.quell.infra.release;

import io.quell.infra.options.OperationOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the template of a release leaves to its parameters.
public final class Factors {
  /// Texts that stand nowhere else in a template. Where one stands, its parameter goes.
  public static final String BOOK = "Zz1Book";

  public static final String STACK = "Zz2Stack";
  public static final String EMAIL = "zz3@example.com";

  /// The options that all ways have: what can be published is not known, and the book is new.
  public static final Map<String, Object> COMMON =
      Map.of("rules", "appconfig", "formerBooks", "none", "book", BOOK, "stackName", STACK);

  /// Parameters that need no other form of the stack.
  public static final Map<String, String> PLAIN =
      Map.of(
          "PackageBucket",
          "{'Type': 'String', 'MinLength': 3, 'MaxLength': 63, 'Description': 'The bucket, in this"
              + " Region, that has the package of the function'}",
          "PackageKey",
          "{'Type': 'String', 'MinLength': 1, 'MaxLength': 80, 'Description': 'The key of the"
              + " package in the bucket: another one for each version'}",
          "Book",
          "{'Type': 'String', 'Default': 'Quell', 'MaxLength': 64,"
              + " 'AllowedPattern': '(?!(?:none|unnamed|adhoc)$)[A-Za-z0-9-]{1,64}',"
              + " 'Description': 'The name of the rule book, which its marks on findings carry'}");

  private static final Factor ALARMS = alarms();

  private Factors() {}

  /// All of them, in the order of the template.
  public static List<Factor> all() {
    return List.of(
        Factor.choice(
            "Mode",
            "{'Type': 'String', 'Default': 'observe', 'AllowedValues': ['observe', 'enforce'],"
                + " 'Description': 'observe: decisions are logged. enforce: they are applied'}",
            "mode",
            "Observes",
            "observe",
            "Enforces",
            "enforce"),
        ALARMS,
        Factor.choice(
            "SnapStart",
            "{'Type': 'String', 'Default': 'on', 'AllowedValues': ['on', 'off'],"
                + " 'Description': 'off in Regions without SnapStart'}",
            "snapStart",
            "HasSnapStart",
            "on",
            "HasNoSnapStart",
            "off"),
        Factor.value(
            "Architecture",
            "{'Type': 'String', 'Default': 'arm64', 'AllowedValues': ['arm64', 'x86_64']}",
            "architecture",
            "arm64",
            "x86_64"),
        Factor.value("MemoryMb", number(1024, 256, 10_240), "memoryMb", 1111, 2222),
        Factor.value("LogRetentionDays", retention(), "logRetentionDays", 1096, 1827),
        Factor.value("LateMinutes", number(15, 1, 10_080), "lateMinutes", 1234, 2345),
        Factor.value("MostGivenBack", number(1000, 0, 10_000), "mostGivenBack", 3111, 4222),
        Factor.value("MostUpdatesOfRule", number(1000, 1, 300_000), "mostUpdates", 777, 888),
        Factor.value("ReconcileAtMost", number(1000, 1, 86_400), "reconcileAtMost", 3777, 4888),
        Factor.value("ReconcileReads", number(1, 1, 3), "reconcileReads", 2, 3),
        Factor.value("ReconcileUpdates", number(2, 1, 10), "reconcileUpdates", 7, 8));
  }

  private static String number(int usual, int least, int most) {
    return "{'Type': 'Number', 'Default': %d, 'MinValue': %d, 'MaxValue': %d}"
        .formatted(usual, least, most);
  }

  private static String retention() {
    return "{'Type': 'Number', 'Default': 365, 'AllowedValues': %s}"
        .formatted(OperationOptions.RETENTIONS);
  }

  private static Factor alarms() {
    Map<String, Map<String, Object>> variants = new LinkedHashMap<>();
    variants.put("HasAlarms", Map.of("alarmEmails", EMAIL));
    variants.put("HasNoAlarms", Map.of());
    return new Factor(
        Map.of(
            "AlarmEmail",
            "{'Type': 'String', 'Default': '', 'Description': 'Who is told of alarms: others can"
                + " subscribe to the topic too. Without anybody there are no alarms'}"),
        Map.of(
            "HasAlarms", "{'Fn::Not': [{'Fn::Equals': [{'Ref': 'AlarmEmail'}, '']}]}",
            "HasNoAlarms", "{'Fn::Equals': [{'Ref': 'AlarmEmail'}, '']}"),
        variants,
        "");
  }
}
