using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.RunHelper;

// image, value of the label 'harpoon-runs-test', shell line, and perhaps a network, and perhaps what is done with two services: 'run' or 'up', and a folder
var report = new ConsoleReport();
var host = HostEnvironment.OfProcess(AppContext.BaseDirectory);
await using var engine = await EngineConnector.ConnectAsync(new EndpointOptions(), host, report, CancellationToken.None);
var options = new ContainerRunOptions(new ContainerSpec(args[0])
{
    Labels = new Dictionary<string, string> { ["harpoon-runs-test"] = args[1] },
    Network = args is [_, _, _, var network] ? network : null,
})
{
    Command = args[2],
    Project = args[1],
};
return args is [_, _, _, var deed, var folder]
    ? await new TwoServices(options, engine, host, report).ExecuteAsync(deed, folder)
    : (await ContainerRun.ExecuteAsync(new RunContext(options, engine, host, report), CancellationToken.None)).ExitCode;
