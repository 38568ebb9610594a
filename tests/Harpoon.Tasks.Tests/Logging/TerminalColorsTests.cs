using System.Reflection;
using Harpoon.Engine.Machine;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Tests.Logging;

public sealed class TerminalColorsTests
{
    private readonly Dictionary<string, string> _variables = new() { ["_MSBUILDTLENABLED"] = "1" };

    [Theory]
    [InlineData(false, false, false, true)]
    [InlineData(false, true, false, false)]
    [InlineData(true, true, false, true)]
    [InlineData(true, true, true, false)]
    public void Names_are_coloured_where_nothing_but_a_terminal_is_known_to_show_them(bool isWorker, bool takesAll, bool hasBinaryLog, bool expected) =>
        Assert.Equal(expected, AreWanted(isWorker, takesAll, hasBinaryLog));

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("MSBUILDBINARYLOGGERENABLED", "True")]
    [InlineData("_MSBUILDTLENABLED", "0")]
    public void A_worker_hears_by_variables_what_it_can_hear_in_no_other_way(string name, string value)
    {
        _variables[name] = value;

        Assert.False(AreWanted(isWorker: true, takesAll: true, hasBinaryLog: false));
    }

    [Theory]
    [InlineData(true, "/sdk/MSBuild.dll", "/nologo", "/nodemode:1", "/nodeReuse:false")]
    [InlineData(true, "MSBuild.dll", "-NODEMODE:1")]
    [InlineData(false, "MSBuild.dll", "/nodemode:8")]
    [InlineData(false, "MSBuild.dll", "-maxcpucount", "App.csproj")]
    public void A_worker_is_known_by_its_command_line(bool expected, params string[] line) => Assert.Equal(expected, TerminalColors.IsWorker(line));

    private bool AreWanted(bool isWorker, bool takesAll, bool hasBinaryLog)
    {
        var engine = DispatchProxy.Create<IBuildEngine10, ServicesOnly>();
        ((ServicesOnly)(object)engine).Services = new Loggers(takesAll, hasBinaryLog);
        return TerminalColors.AreWanted(engine, new HostEnvironment(_variables.GetValueOrDefault, "/", "/"), isWorker);
    }

    private sealed class Loggers(bool takesAll, bool hasBinaryLog) : EngineServices
    {
        public override bool IsTaskInputLoggingEnabled => hasBinaryLog;

        public override bool LogsMessagesOfImportance(MessageImportance importance) => takesAll;
    }
}
