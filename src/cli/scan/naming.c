#include "cli/scan/naming.h"

#include <string.h>

#include "io/message.h"

const cli_option naming_options[] = {
    {"pattern", 0, "REGEX",
     "named groups of the path: agent, team, id, line, started_at or year, month, day, hour, minute, second ...; in "
     "place of those that come with calltone",
     "路径中的命名组：agent、team、id、line、started_at 或 year、month、day、hour、minute、second "
     "等；代替内置的文件名规则"},
    {"manifest", 0, "FILE", "CSV that says of each file who is on it; it beats the name",
     "清单（CSV），逐个文件说明通话双方等信息；优先于文件名"},
    {"roster", 0, "FILE", "CSV of the agents: agent, team, hired, name", "座席名册（CSV）：工号、班组、入职日期、姓名"},
    {"team", 0, "NAME", "team of the agents where nothing else says", "未另行说明时座席所属班组"},
    {0},
};

static int complain_of(const cli_args *args, const ct_message *message)
{
    cli_say(args->lang, "%s", "%s", ct_message_text(message, args->lang));
    return EXIT_USAGE;
}

/* Nearly any bytes can be read as GB18030: who sees strange names in the store should know why. */
static void say_encoding(const cli_args *args, const char *path, const char *encoding)
{
    char name[NAME_BYTES];
    name_printable(path, name);
    if (strcmp(encoding, "UTF-8") != 0)
        cli_say(args->lang, "%s: read as %s", "%s：按 %s 编码读取", name, encoding);
}

int naming_start(const cli_args *args, naming *out)
{
    const char *pattern = cli_value(args, "pattern"), *manifest = cli_value(args, "manifest"),
               *roster = cli_value(args, "roster"), *channel = cli_value(args, "agent-channel"),
               *team = cli_value(args, "team");
    ct_message message = {0};
    *out = (naming){0};
    ct_status status = who_patterns_create(&pattern, pattern ? 1 : 0, &out->patterns, &message);
    if (status == CT_OK && manifest)
        status = who_manifest_load(manifest, &out->manifest, &message);
    if (status == CT_OK && roster)
        status = who_roster_load(roster, &out->roster, &message);
    if (status != CT_OK) {
        naming_end(out);
        return complain_of(args, &message);
    }
    if (manifest)
        say_encoding(args, manifest, who_manifest_encoding(out->manifest));
    if (channel)
        who_put(&out->given, WHO_AGENT_CHANNEL, WHO_DEFAULT, channel);
    if (team)
        who_put(&out->given, WHO_TEAM, WHO_DEFAULT, team);
    return EXIT_FINE;
}

void naming_read(const naming *names, const char *path, const char *second_path, who_call *out)
{
    *out = names->given;
    who_patterns_read(names->patterns, path, out);
    if (names->manifest && !who_manifest_find(names->manifest, path, out) && second_path)
        who_manifest_find(names->manifest, second_path, out);
    if (names->roster)
        who_roster_find(names->roster, out);
}

void naming_end(naming *names)
{
    who_patterns_destroy(names->patterns);
    who_manifest_free(names->manifest);
    who_roster_free(names->roster);
    *names = (naming){0};
}
