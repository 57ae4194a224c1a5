// PowerShell scripts about a Windows queue. Names and titles go through the environment, bytes through stdin: nothing is pasted into a script.

/** Prints the queue's PRINTER_STATUS_* flags as a number; fails when there is no such queue. */
export const statusScript = `
$ErrorActionPreference = 'Stop'
[int](Get-Printer -Name $env:KAPREMONT_QUEUE).PrinterStatus
`;

/** Sends stdin (base64) to the queue as RAW and prints «JOB <id>». */
export const sendScript = `
$ErrorActionPreference = 'Stop'
Add-Type -TypeDefinition @'
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
public static class RawQueue {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  struct DocInfo { public string Name; public string Output; public string Type; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern bool OpenPrinter(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern int StartDocPrinter(IntPtr printer, int level, ref DocInfo info);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool StartPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv")] static extern bool ClosePrinter(IntPtr printer);
  static void Must(bool well) { if (!well) throw new Win32Exception(Marshal.GetLastWin32Error()); }
  public static int Send(string queue, string title, byte[] bytes) {
    IntPtr printer;
    Must(OpenPrinter(queue, out printer, IntPtr.Zero));
    try {
      var info = new DocInfo { Name = title, Output = null, Type = "RAW" };
      int job = StartDocPrinter(printer, 1, ref info);
      Must(job > 0);
      int written;
      Must(StartPagePrinter(printer));
      Must(WritePrinter(printer, bytes, bytes.Length, out written) && written == bytes.Length);
      Must(EndPagePrinter(printer));
      Must(EndDocPrinter(printer));
      return job;
    } finally { ClosePrinter(printer); }
  }
}
'@
$bytes = [Convert]::FromBase64String([Console]::In.ReadToEnd())
'JOB ' + [RawQueue]::Send($env:KAPREMONT_QUEUE, $env:KAPREMONT_TITLE, $bytes)
`;

/** Waits until the job has left the queue («GONE»), or cancels it at the limit and prints «LEFT» and the queue's flags. */
export const followScript = `
$ErrorActionPreference = 'Stop'
$until = (Get-Date).AddSeconds([int]$env:KAPREMONT_SECONDS)
while ((Get-Date) -lt $until) {
  $job = Get-PrintJob -PrinterName $env:KAPREMONT_QUEUE -ID ([int]$env:KAPREMONT_JOB) -ErrorAction SilentlyContinue
  if (-not $job) { 'GONE'; exit 0 }
  Start-Sleep -Milliseconds 500
}
'LEFT ' + [int](Get-Printer -Name $env:KAPREMONT_QUEUE).PrinterStatus
Remove-PrintJob -PrinterName $env:KAPREMONT_QUEUE -ID ([int]$env:KAPREMONT_JOB) -ErrorAction SilentlyContinue
`;

/** UTF-16 in base64: avoids quoting between this program and PowerShell. */
export const encoded = (script: string): string => Buffer.from(script, 'utf16le').toString('base64');
