using Harpoon.Fuzz;
using Xunit.Runner.InProc.SystemConsole;

return args is ["fuzz", .. var options]
    ? await FuzzCommand.RunAsync(FuzzOptions.Parse(options), Console.Out)
    : await ConsoleRunner.Run(args);
