#include "cli/facts.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "base/errno_words.h"
#include "calltone/store.h"
#include "io/message.h"

static ct_status hand_on(cli_call *call, facts_visitor visit, void *context, ct_message *message)
{
    ct_report *report = NULL;
    ct_status status = ct_engine_report(call->engine, &report);
    if (status != CT_OK) {
        ct_message_set(message, status);
        return status;
    }
    call_describe(call);
    *message = (ct_message){0}; /* what a visitor ends with has been said */
    status = visit(context, report, &call->about);
    ct_report_free(report);
    return status;
}

static ct_status pump(cli_call *call, const facts_listener *listener, ct_message *message)
{
    if (!listener)
        return pump_run(call->source, call->engine, NULL, NULL, message);
    ct_status status = listener->start(listener->context, call);
    if (status != CT_OK) {
        ct_message_set(message, status);
        return status;
    }
    return pump_run(call->source, call->engine, listener->watch, listener->context, message);
}

ct_status facts_visit_call(ct_lang lang, cli_call *call, const facts_listener *listener, facts_visitor visit,
                           void *context)
{
    ct_message message = {0};
    ct_status status = pump(call, listener, &message);
    if (status == CT_OK)
        status = hand_on(call, visit, context, &message);
    if (status != CT_OK && *message.text)
        cli_say(lang, "%s", "%s", ct_message_text(&message, lang));
    call_close(call);
    return status;
}

ct_status facts_visit_recording(const cli_input *input, size_t index, const facts_listener *listener,
                                facts_visitor visit, void *context)
{
    cli_call call = {0};
    ct_message message = {0};
    ct_status status = input_open_call(input, index, &call, &message);
    if (status == CT_OK)
        return facts_visit_call(input->lang, &call, listener, visit, context);
    cli_say(input->lang, "%s", "%s", ct_message_text(&message, input->lang));
    return status;
}

static ct_status visit_stream(ct_lang lang, FILE *in, const char *name, facts_visitor visit, void *context)
{
    ct_stored *stored = NULL;
    ct_message message;
    size_t n_read = 0;
    ct_status status;
    while ((status = ct_stored_read(in, name, &stored, &message)) == CT_OK && stored) {
        n_read++;
        status = visit(context, stored->report, &stored->call);
        ct_stored_free(stored);
        if (status != CT_OK)
            return status;
    }
    if (status != CT_OK) {
        cli_say(lang, "%s", "%s", ct_message_text(&message, lang));
        if (n_read > 0)
            cli_say(lang, "%s: stopped after report %zu", "%s：读完第 %zu 份报告后停止", name, n_read);
    } else if (n_read == 0) {
        cli_say(lang, "%s: no report in it", "%s：其中没有报告", name);
        status = CT_ERR_FORMAT;
    }
    return status;
}

ct_status facts_visit_stored(ct_lang lang, const char *path, facts_visitor visit, void *context)
{
    if (strcmp(path, "-") == 0)
        return visit_stream(lang, stdin, lang == CT_LANG_ZH ? "标准输入" : "standard input", visit, context);
    char name[NAME_BYTES], words[ERRNO_WORDS_SIZE];
    FILE *in = fopen(path, "rb");
    int cause = errno;
    name_printable(path, name);
    if (!in) {
        cli_say(lang, "%s: %s", "%s：%s", name, errno_words(cause, lang, words));
        return CT_ERR_OPEN;
    }
    ct_status status = visit_stream(lang, in, name, visit, context);
    fclose(in);
    return status;
}

/* Does a file begin as JSON does? No recording does. */
static bool is_stored(const char *path)
{
    FILE *in = fopen(path, "rb");
    int c = EOF;
    if (!in)
        return false; /* the one that opens it for reading says why */
    do
        c = getc(in);
    while (c != EOF && isspace(c));
    fclose(in);
    return c == '{';
}

ct_status facts_visit(const cli_input *input, size_t index, facts_visitor visit, void *context)
{
    bool stored = !input->agent_path && strcmp(input->paths[index], "-") != 0 && is_stored(input->paths[index]);
    return stored ? facts_visit_stored(input->lang, input->paths[index], visit, context)
                  : facts_visit_recording(input, index, NULL, visit, context);
}
